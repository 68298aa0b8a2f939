//! All the witnesses of a policy at once.

use std::time::Duration;

use futures_util::future::join_all;
use ledger::hash::Hash;
use ledger::note::{Algorithm, Note, Signature};
use ledger::policy::Policy;

use super::client::{Client, Cosigned, Failure};

/// Those witnesses of a policy that have an address and a key that can be verified here.
#[derive(Debug, Default)]
pub struct Witnesses(Vec<Client>);

/// What one of them said.
#[derive(Debug)]
pub struct Said<'witnesses> {
    /// Who.
    pub witness: &'witnesses Client,
    /// The cosignature, or why there is none.
    pub outcome: Result<Cosigned, Failure>,
}

impl Witnesses {
    /// `Err` says what is wrong with which address.
    pub fn of(policy: &Policy) -> Result<Witnesses, String> {
        let can_be_asked = policy
            .witnesses()
            .iter()
            .filter(|witness| witness.key.algorithm() == Algorithm::Ed25519Cosignature);
        let mut clients = Vec::new();
        for witness in can_be_asked {
            let Some(url) = &witness.url else { continue };
            let (name, url) = (
                String::from_utf8_lossy(&witness.name),
                String::from_utf8_lossy(url),
            );
            let client = Client::new(&name, witness.key.clone(), &url);
            clients.push(client.map_err(|words| format!("witness {name}: {words}"))?);
        }
        Ok(Witnesses(clients))
    }

    /// The same, with so much patience for each.
    pub fn with_patience(self, patience: Duration) -> Witnesses {
        let clients = self.0.into_iter();
        Witnesses(clients.map(|client| client.with_patience(patience)).collect())
    }

    /// Each of them.
    pub fn clients(&self) -> &[Client] {
        &self.0
    }

    /// Asks all of them at the same time for cosignatures of a signed checkpoint; see [`Client::cosign`]. Takes as long
    /// as the slowest, and no longer than one is waited for.
    pub async fn ask_all<P, F>(&self, note: &Note, prove: P) -> Vec<Said<'_>>
    where
        P: Fn(u64) -> F,
        F: Future<Output = Option<Vec<Hash>>>,
    {
        let prove = &prove;
        let asked = self.0.iter().map(|witness| async move {
            let outcome = witness.cosign(note, prove).await;
            Said { witness, outcome }
        });
        join_all(asked).await
    }
}

/// The cosignatures among the answers, for the note.
pub fn lines<'said>(said: impl IntoIterator<Item = &'said Said<'said>>) -> Vec<Signature> {
    let lines = said.into_iter().filter_map(|said| said.outcome.as_ref().ok());
    lines.map(|cosigned| cosigned.line.clone()).collect()
}

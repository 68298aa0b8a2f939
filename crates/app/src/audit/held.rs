//! What the witnesses hold of the log against what is here: the one copy that nobody in the house can change.

use ::ledger::note::VerifierKey;
use ::ledger::policy::Policy;
use ::ledger::tree::Head;
use db::Tx;
use keepers::witness::{Failure, Witnesses};

use super::findings::Findings;
use super::published::head_at;
use crate::ledger::{CHECKPOINT, store};
use crate::{App, Error, Result};

/// The last head of a log that a witness remembers.
pub(super) struct Remembered {
    witness: String,
    log: VerifierKey,
    head: Head,
}

/// What lies outside the database, and goes on while the audit looks at one state of it.
pub(super) struct Held {
    /// What each witness remembers of each log in the policy. Whoever is silent says nothing against anybody.
    pub(super) by_witnesses: Vec<Remembered>,
    /// The checkpoint that everybody can fetch, as it lies there.
    pub(super) published: Option<Vec<u8>>,
}

impl Held {
    /// Asks for it, before the database is looked at.
    pub(super) async fn ask(app: &App) -> Result<Self> {
        let published = app.ledger_folder().map(|folder| folder.read(CHECKPOINT));
        Ok(Self {
            by_witnesses: match app.ledger_policy() {
                Some(policy) => by_witnesses(policy).await?,
                None => Vec::new(),
            },
            published: published.transpose().map_err(Error::failed)?.flatten(),
        })
    }
}

/// Which logs they are asked of stands in the policy, and not in the database that is looked into.
async fn by_witnesses(policy: &Policy) -> Result<Vec<Remembered>> {
    let witnesses = Witnesses::of(policy).map_err(Error::failed)?;
    let mut held = Vec::new();
    for witness in witnesses.clients() {
        for log in policy.logs() {
            match witness.last(&log.key).await {
                Ok(Some((checkpoint, _))) => held.push(Remembered {
                    witness: witness.name().to_owned(),
                    log: log.key.clone(),
                    head: checkpoint.head(),
                }),
                Ok(None) => {}
                Err(Failure::Refused(status)) => {
                    tracing::info!(
                        witness = witness.name(),
                        status,
                        "a witness does not tell what it holds"
                    );
                }
                Err(failure) => tracing::warn!(witness = witness.name(), %failure, "a witness was not heard"),
            }
        }
    }
    Ok(held)
}

/// Whether what is remembered of this log is one of these leaves. A database that does not say which log is its own is
/// held against all of them: whoever emptied it took the key away too.
pub(super) async fn check(tx: &mut Tx, held: &[Remembered], findings: &mut Findings) -> Result<()> {
    let own = store::keys(tx).await?.map(|keys| keys.public_key);
    let is_meant = |log: &VerifierKey| own.as_ref().is_none_or(|own| *own == log.to_string());
    for Remembered { witness, head, .. } in held.iter().filter(|held| is_meant(&held.log)) {
        let row = || format!("witness={witness}, size={}", head.size);
        match head_at(tx, head.size).await? {
            None => findings.fault(
                "leaf",
                row(),
                "seq",
                "见证方确认过更多的存证叶：数据库被截短，或被恢复到较早的状态。",
            ),
            Some(ours) if ours != *head => {
                findings.fault("leaf", row(), "bytes", "与见证方确认过的历史不同。");
            }
            Some(_) => {}
        }
    }
    Ok(())
}

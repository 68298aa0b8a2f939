//! What the witnesses hold of the log against what is here: the one copy that nobody in the house can change.

use ::ledger::policy::Policy;
use ::ledger::tree::Head;
use db::Tx;
use keepers::witness::{Failure, Witnesses};

use super::findings::Findings;
use super::published::head_at;
use crate::ledger::CHECKPOINT;
use crate::{App, Error, Result};

/// What lies outside the database, and goes on while the audit looks at one state of it.
pub(super) struct Held {
    /// The last head that each witness remembers, by its name. Whoever is silent says nothing against anybody.
    pub(super) by_witnesses: Vec<(String, Head)>,
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

/// Which log they are asked of stands in the policy, and not in the database that is looked into.
async fn by_witnesses(policy: &Policy) -> Result<Vec<(String, Head)>> {
    let witnesses = Witnesses::of(policy).map_err(Error::failed)?;
    let mut held = Vec::new();
    for witness in witnesses.clients() {
        for log in policy.logs() {
            match witness.last(&log.key).await {
                Ok(Some((checkpoint, _))) => held.push((witness.name().to_owned(), checkpoint.head())),
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

/// Whether each of those heads is one of these leaves.
pub(super) async fn check(tx: &mut Tx, held: &[(String, Head)], findings: &mut Findings) -> Result<()> {
    for (witness, theirs) in held {
        let row = || format!("witness={witness}, size={}", theirs.size);
        match head_at(tx, theirs.size).await? {
            None => findings.fault(
                "leaf",
                row(),
                "seq",
                "见证方确认过更多的存证叶：数据库被截短，或被恢复到较早的状态。",
            ),
            Some(ours) if ours != *theirs => {
                findings.fault("leaf", row(), "bytes", "与见证方确认过的历史不同。");
            }
            Some(_) => {}
        }
    }
    Ok(())
}

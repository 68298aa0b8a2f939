//! What the witnesses hold of the log against what is here: the one copy that nobody in the house can change.

use ::ledger::note::VerifierKey;
use ::ledger::tree::Head;
use db::Tx;
use keepers::witness::{Failure, Witnesses};

use super::findings::Findings;
use super::published::head_at;
use crate::ledger::store;
use crate::{App, Error, Result};

/// The last head that each witness remembers, by its name. Whoever is silent says nothing against anybody.
pub(super) async fn ask(app: &App) -> Result<Vec<(String, Head)>> {
    let (Some(policy), Some(keys)) = (app.ledger_policy(), store::keys(&mut app.view().await?).await?) else {
        return Ok(Vec::new());
    };
    let Ok(log) = VerifierKey::parse(&keys.public_key) else {
        return Ok(Vec::new());
    };
    let witnesses = Witnesses::of(policy).map_err(Error::failed)?;
    let mut held = Vec::new();
    for witness in witnesses.clients() {
        match witness.last(&log).await {
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

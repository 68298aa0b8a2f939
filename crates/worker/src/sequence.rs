use std::time::Duration;

use app::ledger::{Confirmation, Confirmer, Sequencer, Trouble};
use tokio::sync::watch;

/// How often to look for lines that are not signed yet: what happens in between is signed together.
const TICK: Duration = Duration::from_millis(200);
/// How long to wait when something is wrong.
const TROUBLE: Duration = Duration::from_secs(2);

/// Carries lines into the ledger until `stop` says so. After a failure everything is read and checked again.
pub async fn sequence(mut sequencer: Sequencer, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let pause = match sequencer.step().await {
            Ok(_) => TICK,
            Err(Trouble::PassedOn) => TICK,
            Err(trouble) => {
                tracing::error!(%trouble, "the ledger does not go on");
                TROUBLE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Has what was signed confirmed by witnesses until `stop` says so.
pub async fn confirm(confirmer: Confirmer, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let pause = match confirmer.step().await {
            Ok(Confirmation::Idle | Confirmation::Confirmed(_)) => TICK,
            Ok(Confirmation::Pending) => TROUBLE,
            Err(trouble) => {
                tracing::error!(%trouble, "nothing was confirmed");
                TROUBLE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
}

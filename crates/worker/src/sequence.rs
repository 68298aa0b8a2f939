use std::time::Duration;

use app::ledger::{Confirmation, Confirmer, Sequencer, Step, Trouble};
use tokio::sync::watch;

/// How long after each look nobody looks: what is written in the meantime is signed together.
const GATHER: Duration = Duration::from_millis(50);
/// How long at most to wait then for something to be written here: what other processes write wakes nobody up.
const LOOK: Duration = Duration::from_millis(150);
/// How often to look whether there is something to confirm.
const TICK: Duration = Duration::from_millis(200);
/// How long to wait when something is wrong.
const TROUBLE: Duration = Duration::from_secs(2);

/// Carries lines into the ledger until `stop` says so. After a failure everything is read and checked again.
pub async fn sequence(mut sequencer: Sequencer, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let outcome = sequencer.step().await;
        tokio::select! {
            () = rest(&sequencer, outcome) => {}
            _ = stop.changed() => {}
        }
    }
}

async fn rest(sequencer: &Sequencer, outcome: Result<Step, Trouble>) {
    match outcome {
        Ok(_) | Err(Trouble::PassedOn) => {
            tokio::time::sleep(GATHER).await;
            _ = tokio::time::timeout(LOOK, sequencer.written()).await;
        }
        Err(trouble) => {
            tracing::error!(%trouble, "the ledger does not go on");
            tokio::time::sleep(TROUBLE).await;
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

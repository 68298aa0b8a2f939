//! Background work: looks for due jobs and does them, until it is told to stop.
//!
//! **Invariant:** nothing here knows what a job is; it only decides when to look.

use std::time::Duration;

use app::{App, jobs};
use tokio::sync::watch;

/// How long nothing is looked for after nothing was found.
const PAUSE: Duration = Duration::from_millis(250);
/// How long to wait when the database did not answer.
const TROUBLE: Duration = Duration::from_secs(5);

/// Works until `stop` says so. A failure is logged, and tried again later.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let pause = match jobs::run_due(&app).await {
            Ok(_) => PAUSE,
            Err(error) => {
                tracing::error!(?error, "background work failed");
                TROUBLE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
}

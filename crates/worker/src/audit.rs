use std::time::Duration;

use app::App;
use tokio::sync::watch;

/// How often to look for lines that were not audited yet.
const PAUSE: Duration = Duration::from_secs(5);

/// Audits what is new, all the time, and everything once a day, until `stop` says so.
pub async fn audit(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let pause = match app::audit::watch(&app).await {
            Ok(0) => PAUSE,
            Ok(_) => Duration::ZERO,
            Err(error) => {
                tracing::error!(?error, "the audit of new lines failed");
                PAUSE
            }
        };
        if pause == PAUSE
            && let Err(error) = app::audit::run_when_due(&app).await
        {
            tracing::error!(?error, "the daily audit failed");
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
}

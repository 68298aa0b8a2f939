use tokio::sync::watch;

use super::store;
use crate::{App, Result};

/// One process's ear at the database: whoever waits for messages is woken when some were written, by whichever node.
pub struct Pulse(watch::Sender<Option<i64>>);

impl Default for Pulse {
    fn default() -> Self {
        Self(watch::Sender::new(Some(0)))
    }
}

impl Pulse {
    /// Looks once, and wakes those who wait when there is something new.
    pub async fn look(&self, app: &App) -> Result<()> {
        let mut tx = app.view().await?;
        let now = Some(store::pulse(&mut tx).await?);
        self.0
            .send_if_modified(|last| std::mem::replace(last, now) != now);
        Ok(())
    }

    /// Wakes up whenever there is something new; nothing is there any more when the process ends.
    #[must_use]
    pub fn listen(&self) -> watch::Receiver<Option<i64>> {
        self.0.subscribe()
    }

    /// The process ends, and nobody has to wait any longer.
    pub fn end(&self) {
        self.0.send_replace(None);
    }
}

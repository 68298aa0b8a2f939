use std::time::Duration;

use app::outbox::{self, Channel, Failure, Load};
use app::{App, Result};

use crate::{mail, webhook};

/// How long one parcel may take, whatever the other side does: hang, refuse, or answer letter by letter.
#[derive(Clone, Copy, Debug)]
pub struct Patience(pub Duration);

impl Default for Patience {
    fn default() -> Self {
        Self(Duration::from_secs(20))
    }
}

/// Carries the next parcel of a channel, and says whether there was one.
pub async fn carry(app: &App, channel: Channel, patience: Patience) -> Result<bool> {
    let Some(parcel) = outbox::next(app, channel).await? else {
        return Ok(false);
    };
    let carried = match &parcel.load {
        Load::Letter(letter) => tokio::time::timeout(patience.0, mail::send(letter)).await,
        Load::Announcement(sent) => tokio::time::timeout(patience.0, webhook::send(sent)).await,
    };
    let late = || Failure {
        words: format!("no answer within {} ms", patience.0.as_millis()),
        for_good: false,
    };
    match carried.unwrap_or_else(|_| Err(late())) {
        Ok(()) => outbox::sent(app, parcel.id).await?,
        Err(failure) => {
            tracing::warn!(parcel = %parcel.id, failure.words, "not sent");
            outbox::not_sent(app, parcel.id, &failure).await?;
        }
    }
    Ok(true)
}

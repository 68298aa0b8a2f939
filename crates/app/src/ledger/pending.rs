//! What waits for a signature: nobody reads it, and whoever did it waits a moment.

use std::time::Duration;

use db::Tx;
use domain::ids::DisclosureId;
use domain::time::Timestamp;

use super::store;
use crate::{App, Result};

/// How often to look whether everything is signed.
const LOOK: Duration = Duration::from_millis(20);

/// The moment at which everybody reads: now, or just before the first line that is not signed yet. What is to be seen
/// from that line on is not there for anybody until the log holds it.
pub(crate) async fn reading_moment(tx: &mut Tx, now: Timestamp) -> Result<Timestamp> {
    let unsigned = store::first_unsigned(tx).await?;
    Ok(unsigned.map_or(now, |at| now.min(Timestamp(at.0.saturating_sub(1)))))
}

/// Waits until everything that was written by now is signed, but no longer than that. Whether it is.
pub async fn settled(app: &App, longest: Duration) -> Result<bool> {
    let mut tx = app.view().await?;
    let wanted = crate::journal::store::length(&mut tx).await?;
    drop(tx);
    let mut waited = Duration::ZERO;
    loop {
        let signed = store::signed(&mut app.view().await?).await?;
        if signed.is_none_or(|size| wanted <= size) {
            return Ok(true);
        }
        if longest <= waited {
            return Ok(false);
        }
        tokio::time::sleep(LOOK).await;
        waited += LOOK;
    }
}

/// Whether the log holds the release of a disclosure, so that readers see it. Before the ledger began they see it anyway.
pub async fn is_signed(app: &App, id: DisclosureId) -> Result<bool> {
    let mut tx = app.view().await?;
    let (line, signed) = (store::line_of(&mut tx, id).await?, store::signed(&mut tx).await?);
    Ok(signed.is_none_or(|size| line.is_some_and(|line| line <= size)))
}

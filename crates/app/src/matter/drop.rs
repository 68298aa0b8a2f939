use domain::decision::Decision;
use domain::ids::{MatterId, PersonId};

use super::rename::in_hand;
use crate::{App, Result, autosave};

/// Strikes out a matter that was registered by mistake, with a reason that stays in the journal.
pub async fn drop(app: &App, by: PersonId, id: MatterId, reason: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let (matter, begun, actor) = in_hand(change, id).await?;
        let dropping = matter.drop(reason, begun, &actor)?;
        autosave::store::forget_matter(&mut change.tx, id).await?;
        change.record(Decision::MatterDropped(dropping)).await
    })
    .await
}

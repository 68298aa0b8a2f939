use domain::decision::Decision;
use domain::ids::{MatterId, PersonId};

use super::{begun, store};
use crate::{App, Error, Result, autosave};

/// Strikes out a matter that was registered by mistake, with a reason that stays in the journal.
pub async fn drop(app: &App, by: PersonId, id: MatterId, reason: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let found = store::matter(&mut change.tx, id).await?.ok_or(Error::NotFound)?;
        if !actor.works_in(found.unit) {
            return Err(Error::NotFound);
        }
        let begun = begun(&mut change.tx, &found).await?;
        let dropping = found.drop(reason, begun, &actor)?;
        autosave::store::forget_matter(&mut change.tx, id).await?;
        change.record(Decision::MatterDropped(dropping)).await
    })
    .await
}

use domain::decision::Decision;
use domain::ids::{MatterId, PersonId, PlanId};

use super::load;
use crate::{App, Result, autosave};

/// Throws a draft away that nobody has judged, and answers with its matter, whose stage is open again.
pub async fn discard(app: &App, by: PersonId, plan: PlanId, seen: i64) -> Result<MatterId> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = load(app, &mut change.tx, plan).await?.seen_by(&actor)?;
        let discard = loaded.plan.discard(seen, &actor)?;
        let (matter, stage) = (loaded.plan.matter, loaded.plan.stage);
        // what somebody typed into it goes with it
        autosave::store::forget(&mut change.tx, (matter, stage), by).await?;
        change.record(Decision::Discarded(discard)).await?;
        Ok(matter)
    })
    .await
}

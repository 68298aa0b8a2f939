//! The view of a unit's approver on a plan that goes up (同意上报).

pub(crate) mod store;

use domain::decision::Decision;
use domain::ids::{PersonId, PlanId};

use crate::{App, Result, plan};

/// Gives the unit's view on the edition the approver saw; the superior decides.
pub async fn endorse(app: &App, by: PersonId, (id, seen): (PlanId, i64), words: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = plan::load(app, &mut change.tx, id).await?.seen_by(&actor)?;
        let view = loaded
            .plan
            .endorse(seen, words, (&actor, loaded.entry()?), change.now)?;
        change.record(Decision::Endorsement(view)).await
    })
    .await
}

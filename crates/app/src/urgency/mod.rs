//! Urgent releases (加急先行公开): released by one approver before the review is through, confirmed by somebody else.

mod desk;
pub(crate) mod store;

pub use desk::{Line, waiting};

use domain::decision::Decision;
use domain::ids::{DisclosureId, PersonId, PlanId};
use domain::refusal::UrgentRefusal;

use crate::{App, Result, plan, release};

/// Releases the edition the approver saw before its review is through.
pub async fn release(
    app: &App,
    by: PersonId,
    (id, seen): (PlanId, i64),
    reason: &str,
) -> Result<DisclosureId> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = plan::load(app, &mut change.tx, id).await?.seen_by(&actor)?;
        let admission = loaded.admission(app, change.now)?;
        let rules = (loaded.entry()?, &loaded.rules.urgent);
        let approval =
            loaded
                .plan
                .release_urgently((seen, reason), (admission, change.now), &actor, rules)?;
        change.record(Decision::Urgent(approval)).await?;
        release::release_in(change, id).await
    })
    .await
}

/// Confirms an urgent release, which is not marked any more from here.
pub async fn confirm(app: &App, by: PersonId, (id, seen): (PlanId, i64), words: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = plan::load(app, &mut change.tx, id).await?.seen_by(&actor)?;
        if release::store::is_withdrawn(&mut change.tx, id).await? {
            return Err(UrgentRefusal::NothingToConfirm.into());
        }
        let confirmation = loaded
            .plan
            .confirm_urgent((seen, words), (&actor, loaded.entry()?))?;
        change.record(Decision::UrgentConfirmed(confirmation)).await
    })
    .await
}

use domain::decision::Decision;
use domain::ids::{DisclosureId, PersonId, PlanId};

use super::load;
use crate::{App, Result, jobs, release};

/// Approves the edition the approver saw. What is due at once is released in the same breath.
pub async fn approve(
    app: &App,
    by: PersonId,
    (plan, seen): (PlanId, i64),
    words: &str,
) -> Result<Option<DisclosureId>> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = load(app, &mut change.tx, plan).await?.seen_by(&actor)?;
        let admission = loaded.admission(app, change.now)?;
        let approval = loaded
            .plan
            .approve(seen, words, admission, (&actor, loaded.entry()?))?;
        let release_at = approval.release_at;
        change.record(Decision::Approval(approval)).await?;
        if release_at <= change.now {
            return release::release_in(change, plan).await.map(Some);
        }
        jobs::enqueue(change, jobs::Kind::Release, plan.0, release_at).await?;
        Ok(None)
    })
    .await
}

/// Sends the plan back to its drafter, with a reason.
pub async fn send_back(app: &App, by: PersonId, (plan, seen): (PlanId, i64), words: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = load(app, &mut change.tx, plan).await?.seen_by(&actor)?;
        let sent_back = loaded.plan.send_back(seen, words, (&actor, loaded.entry()?))?;
        change.record(Decision::Return(sent_back)).await
    })
    .await
}

use domain::decision::Decision;
use domain::ids::{PersonId, PlanId};

use super::load;
use crate::organisation::actor_in;
use crate::{App, Result};

/// Sends the draft to its reviewers.
pub async fn submit(app: &App, by: PersonId, plan: PlanId, seen: i64) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = actor_in(&mut change.tx, by, app.today()).await?;
        let loaded = load(app, &mut change.tx, plan).await?.seen_by(&actor)?;
        let submission = loaded.plan.submit(seen, &actor)?;
        change.record(Decision::Submission(submission)).await
    })
    .await
}

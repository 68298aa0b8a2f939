use domain::decision::Decision;
use domain::ids::{PersonId, PlanId};
use domain::refusal::PlanRefusal;

use super::load;
use crate::{App, Result, withholding};

/// Sends the draft to its reviewers.
pub async fn submit(app: &App, by: PersonId, plan: PlanId, seen: i64) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = load(app, &mut change.tx, plan).await?.seen_by(&actor)?;
        if loaded.skipped.contains(&loaded.plan.stage) {
            return Err(PlanRefusal::StageSkipped(loaded.plan.stage).into());
        }
        let place = (loaded.plan.matter, loaded.plan.stage);
        if withholding::store::is_withheld(&mut change.tx, place).await? {
            return Err(PlanRefusal::StageWithheld(loaded.plan.stage).into());
        }
        let submission = loaded.plan.submit(seen, (&actor, loaded.entry()?))?;
        change.record(Decision::Submission(submission)).await
    })
    .await
}

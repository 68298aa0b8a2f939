use domain::decision::Decision;
use domain::ids::{MatterId, PersonId};
use domain::refusal::PlanRefusal;
use domain::words::Stage;

use super::store;
use crate::organisation::actor_in;
use crate::{App, Error, Result, release, rulebook};

/// Leaves out a stage of a matter, with a reason that everybody concerned can read.
pub async fn skip(app: &App, by: PersonId, matter: MatterId, stage: Stage, reason: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = actor_in(&mut change.tx, by, app.today()).await?;
        let found = store::matter(&mut change.tx, matter)
            .await?
            .ok_or(Error::NotFound)?;
        if !actor.works_in(found.unit) {
            return Err(Error::NotFound);
        }
        let rules = rulebook::of_in(app, &mut change.tx, found.rulebook).await?;
        let entry = rules
            .entry(&found.entry)
            .ok_or_else(|| PlanRefusal::NoEntry(found.entry.clone()))?;
        let released = release::store::stages(&mut change.tx, matter).await?;
        let skipped = store::skips(&mut change.tx, matter).await?;
        let done =
            released.iter().any(|(done, _)| *done == stage) || skipped.iter().any(|(done, _)| *done == stage);
        let skip = found.skip(stage, reason, done, (&actor, entry))?;
        change.record(Decision::Skip(skip)).await
    })
    .await
}

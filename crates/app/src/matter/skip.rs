use domain::actor::seat_of_approval;
use domain::decision::Decision;
use domain::ids::{MatterId, PersonId};
use domain::matter::Standing;
use domain::refusal::PlanRefusal;
use domain::words::{Duty, Stage};

use super::store;
use crate::{App, Error, Result, organisation, plan, release, rulebook};

/// Leaves out a stage of a matter, with a reason that everybody concerned can read.
pub async fn skip(app: &App, by: PersonId, matter: MatterId, stage: Stage, reason: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let found = store::matter(&mut change.tx, matter)
            .await?
            .ok_or(Error::NotFound)?;
        let rules = rulebook::of_in(app, &mut change.tx, found.rulebook).await?;
        let entry = rules
            .entry_for(&found.entry, found.amount)
            .ok_or_else(|| PlanRefusal::NoEntry(found.entry.clone()))?;
        let unit = organisation::store::unit(&mut change.tx, found.unit).await?;
        let superior = unit.and_then(|unit| unit.superior);
        if !actor.works_in(found.unit)
            && !actor.sits(
                seat_of_approval(entry.authority, found.unit, superior),
                Duty::Approve,
            )
        {
            return Err(Error::NotFound);
        }
        let released = release::store::stages(&mut change.tx, matter).await?;
        let skipped = store::skips(&mut change.tx, matter).await?;
        let done =
            released.iter().any(|(done, _)| *done == stage) || skipped.iter().any(|(done, _)| *done == stage);
        let standing = Standing {
            done,
            planned: plan::store::is_under_way(&mut change.tx, matter, stage).await?,
            superior,
        };
        let skip = found.skip(stage, reason, standing, (&actor, &entry))?;
        change.record(Decision::Skip(skip)).await
    })
    .await
}

use db::Tx;
use domain::archive::Year;
use domain::decision::Decision;
use domain::ids::{PersonId, UnitId};

use super::register::span;
use super::store;
use crate::matter::{Hidden, Name};
use crate::{App, Error, Result, dissolution, matter, plan, release, rulebook};

/// Closes a year of a unit.
pub async fn close(app: &App, by: PersonId, unit: UnitId, year: i16) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let seat = dissolution::store::answers_for(&mut change.tx, unit).await?;
        if !actor.works_in(seat) {
            return Err(Error::NotFound);
        }
        let year = Year {
            unit,
            seat,
            year,
            running: change.now.day(app.zone()).year(),
            archived: store::closed(&mut change.tx, unit, year).await?.is_some(),
            open: open(app, &mut change.tx, (unit, year))
                .await?
                .iter()
                .map(|name| name.words().to_owned())
                .collect(),
        };
        let archived = year.close(&actor)?;
        change.record(Decision::Archived(archived)).await
    })
    .await
}

/// The matters of a year that still owe a stage, or have a plan under way.
pub(super) async fn open(app: &App, tx: &mut Tx, (unit, year): (UnitId, i16)) -> Result<Vec<Name>> {
    let mut open = Vec::new();
    let hidden = Hidden::of(tx, &[unit]).await?;
    for found in store::matters(tx, unit, span(app, year)?).await? {
        let rules = rulebook::of_in(app, tx, found.rulebook).await?;
        let Some(entry) = rules.entry_for(&found.entry, found.amount) else {
            continue;
        };
        let released = release::store::all_stages(tx, found.id).await?;
        let skips = matter::store::skips(tx, found.id).await?;
        let owes = entry.stages.iter().any(|rule| {
            !released.contains(&rule.stage) && !skips.iter().any(|(skipped, _)| *skipped == rule.stage)
        });
        let plans = plan::store::of_matter(tx, found.id).await?;
        if owes || plans.iter().any(|plan| plan.state != "released") {
            open.push(hidden.name(found.id, found.title));
        }
    }
    Ok(open)
}

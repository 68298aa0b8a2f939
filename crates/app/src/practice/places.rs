use domain::actor::Actor;
use domain::ids::{MatterId, PersonId, UnitId};
use domain::words::{Duty, Stage};

use crate::organisation::{self, actor_in};
use crate::reader::Practice;
use crate::{App, Result, matter, plan, rulebook};

/// So many of a unit's newest matters are looked through.
const MOST: i64 = 50;

/// A stage without a plan, for which somebody could take a practice over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The matter.
    pub matter: MatterId,
    /// What it is about.
    pub title: String,
    /// The name of its unit.
    pub unit_name: String,
    /// The stage.
    pub stage: Stage,
    /// Whether it is of the same entry and stage as the practice.
    pub fits: bool,
}

/// The stages of the matters of somebody's units that owe a plan and have none, of the practice's track; those that fit
/// it best come first.
pub async fn places(app: &App, person: PersonId, practice: &Practice) -> Result<Vec<Place>> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let mut places = Vec::new();
    for unit in drafts_in(&actor) {
        let named = organisation::store::unit(&mut tx, unit).await?;
        let name = named.map(|unit| unit.name).unwrap_or_default();
        for matter in matter::store::of_unit(&mut tx, unit, MOST).await? {
            if matter.track != practice.listed.track || matter.id == practice.listed.matter {
                continue;
            }
            let rules = rulebook::of_in(app, &mut tx, matter.rulebook).await?;
            let Some(entry) = rules.entry_for(&matter.entry, matter.amount) else {
                continue;
            };
            let plans = plan::store::of_matter(&mut tx, matter.id).await?;
            let skips = matter::store::skips(&mut tx, matter.id).await?;
            let is_free = |stage: &Stage| {
                !plans.iter().any(|plan| plan.stage == stage.code())
                    && !skips.iter().any(|(skipped, _)| skipped == stage)
            };
            let stages = entry.stages.iter().map(|rule| rule.stage).filter(is_free);
            places.extend(stages.map(|stage| Place {
                matter: matter.id,
                title: matter.title.clone(),
                unit_name: name.clone(),
                stage,
                fits: matter.entry == practice.listed.entry && stage == practice.listed.stage,
            }));
        }
    }
    places.sort_by_key(|place| !place.fits);
    Ok(places)
}

fn drafts_in(actor: &Actor) -> Vec<UnitId> {
    let drafts = actor.seats.iter().filter(|seat| seat.duty == Duty::Draft);
    let mut units: Vec<_> = drafts.map(|seat| seat.unit).collect();
    units.sort();
    units.dedup();
    units
}

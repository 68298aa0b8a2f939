use db::Tx;
use domain::actor::{Actor, seat_of_approval};
use domain::ids::{DisclosureId, MatterId, PersonId, PlanId, PostId, UnitId};
use domain::matter::Matter;
use domain::rulebook::{Entry, Threshold};
use domain::time::Timestamp;
use domain::words::{Duty, Stage};
use jiff::civil::Date;

use super::store::{self, Listed};
use super::{Loaded, load};
use crate::organisation::{self, actor_in};
use crate::{App, Error, Result, matter, post, release, rulebook};

const MOST: i64 = 50;

/// What waits for somebody.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The units for which they may open matters.
    pub units: Vec<(UnitId, String)>,
    /// Their own drafts, and what was sent back to them.
    pub drafting: Vec<Waiting>,
    /// Their own drafts that are with their reviewers or the approver.
    pub submitted: Vec<Waiting>,
    /// What waits for their opinion.
    pub reviewing: Vec<Waiting>,
    /// What goes up and waits for their unit's view.
    pub endorsing: Vec<Waiting>,
    /// What waits for their approval.
    pub approving: Vec<Waiting>,
    /// What was approved and waits for its time.
    pub scheduled: Vec<Waiting>,
    /// The posts of their units, and of those directly below, that nobody holds although work waits: the post, its title,
    /// its unit.
    pub vacant: Vec<(PostId, String, String)>,
    /// The newest matters of their units.
    pub matters: Vec<Matter>,
}

/// A plan that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The plan.
    pub plan: PlanId,
    /// Its matter.
    pub matter: MatterId,
    /// The name of its unit.
    pub unit_name: String,
    /// Which stage.
    pub stage: Stage,
    /// The code of its state.
    pub state: String,
    /// Its title.
    pub title: String,
    /// Since when it waits.
    pub since: Timestamp,
    /// When it is to be released, once that is set.
    pub release_at: Option<Timestamp>,
    /// The last day for what this person is to do.
    pub due: Option<Date>,
}

/// A matter with the state of each stage it owes, for those who work on it.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The matter.
    pub matter: Matter,
    /// The name of its unit.
    pub unit_name: String,
    /// Its entry.
    pub entry: Entry,
    /// What makes its way stricter than its entry's.
    pub reached: Vec<Threshold>,
    /// Each owed stage.
    pub stages: Vec<StageState>,
    /// Whether this person may draft here.
    pub may_draft: bool,
    /// Whether this person may leave out a stage.
    pub may_skip: bool,
    /// Whether this person may call it otherwise.
    pub may_rename: bool,
    /// Whether this person may strike it out.
    pub may_drop: bool,
}

/// Where a stage stands.
#[derive(Clone, Debug)]
pub struct StageState {
    /// Which.
    pub stage: Stage,
    /// Its plan.
    pub plan: Option<Waiting>,
    /// What was released.
    pub disclosure: Option<DisclosureId>,
    /// When that was.
    pub released_at: Option<Timestamp>,
    /// Whether it was withdrawn since.
    pub withdrawn: bool,
    /// Why it was left out.
    pub skipped: Option<String>,
}

/// What waits for somebody today.
pub async fn desk(app: &App, person: PersonId) -> Result<Desk> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let mut desk = Desk::default();
    let mut units: Vec<_> = actor.seats.iter().map(|seat| seat.unit).collect();
    units.sort();
    units.dedup();
    for unit in units {
        let name = unit_name(&mut tx, unit).await?;
        if actor.sits(unit, Duty::Draft) {
            desk.units.push((unit, name.clone()));
        }
        if actor.works_in(unit) {
            desk.matters
                .extend(matter::store::of_unit(&mut tx, unit, MOST).await?);
            let scheduled = store::waiting(&mut tx, unit, "approved", MOST).await?;
            desk.scheduled
                .extend(scheduled.into_iter().filter_map(|row| row.waiting(&name)));
        }
        let mut rows = store::waiting(&mut tx, unit, "in_review", MOST).await?;
        if actor.sits(unit, Duty::Approve) {
            rows.extend(store::waiting_below(&mut tx, unit, MOST).await?);
            desk.vacant
                .extend(post::store::vacant(&mut tx, unit, app.today()).await?);
        }
        for row in rows {
            let loaded = load(app, &mut tx, PlanId(row.id)).await?;
            let name = if loaded.plan.unit == unit {
                name.clone()
            } else {
                unit_name(&mut tx, loaded.plan.unit).await?
            };
            sort_in(app, &mut desk, row, (&loaded, &actor, &name))?;
        }
    }
    // who has handed the drafting over cannot open these any more
    if !actor.has(Duty::Draft) {
        return Ok(desk);
    }
    for state in ["returned", "draft"] {
        let rows = store::of_author(&mut tx, person, state, MOST).await?;
        desk.drafting
            .extend(rows.into_iter().filter_map(|row| row.waiting("")));
    }
    let rows = store::of_author(&mut tx, person, "in_review", MOST).await?;
    desk.submitted
        .extend(rows.into_iter().filter_map(|row| row.waiting("")));
    Ok(desk)
}

async fn unit_name(tx: &mut Tx, unit: UnitId) -> Result<String> {
    let unit = organisation::store::unit(tx, unit).await?;
    Ok(unit.map(|unit| unit.name).unwrap_or_default())
}

fn sort_in(
    app: &App,
    desk: &mut Desk,
    row: Listed,
    (loaded, actor, unit): (&Loaded, &Actor, &str),
) -> Result<()> {
    let (entry, plan) = (loaded.entry()?, &loaded.plan);
    let list = if entry
        .review
        .iter()
        .any(|kind| plan.may_review(*kind, actor, entry).is_ok())
    {
        &mut desk.reviewing
    } else if plan.may_endorse(actor, entry).is_ok() {
        &mut desk.endorsing
    } else if plan.may_approve(actor, entry).is_ok() {
        &mut desk.approving
    } else {
        return Ok(());
    };
    // with two posts in the line of units it comes by twice
    if list.iter().any(|waiting| waiting.plan == plan.id) {
        return Ok(());
    }
    let due = loaded.due(app)?;
    list.extend(row.waiting(unit).map(|waiting| Waiting { due, ..waiting }));
    Ok(())
}

/// A matter with the state of each stage, for those who work in its unit.
pub async fn overview(app: &App, person: PersonId, id: MatterId) -> Result<Overview> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let matter = matter::store::matter(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let rules = rulebook::of_in(app, &mut tx, matter.rulebook).await?;
    let entry = rules
        .entry_for(&matter.entry, matter.amount)
        .ok_or(Error::NotFound)?;
    let reached = rules.reached(&entry, matter.amount).cloned().collect();
    let unit = organisation::store::unit(&mut tx, matter.unit).await?;
    let superior = unit.as_ref().and_then(|unit| unit.superior);
    let seat = seat_of_approval(entry.authority, matter.unit, superior);
    if !actor.works_in(matter.unit) && !actor.sits(seat, Duty::Approve) {
        return Err(Error::NotFound);
    }
    let plans = store::of_matter(&mut tx, id).await?;
    let mut plans: Vec<_> = plans.into_iter().filter_map(|row| row.waiting("")).collect();
    let skips = matter::store::skips(&mut tx, id).await?;
    let mut stages = Vec::new();
    for rule in &entry.stages {
        let plan = plans
            .iter()
            .position(|plan| plan.stage == rule.stage)
            .map(|place| plans.swap_remove(place));
        let released = match &plan {
            Some(plan) => release::store::newest(&mut tx, plan.plan).await?,
            None => None,
        };
        let skipped = skips
            .iter()
            .find(|(stage, _)| *stage == rule.stage)
            .map(|(_, reason)| reason.clone());
        stages.push(StageState {
            stage: rule.stage,
            plan,
            disclosure: released.as_ref().map(|released| released.id),
            released_at: released.as_ref().map(|released| released.at),
            withdrawn: released.is_some_and(|released| released.withdrawn),
            skipped,
        });
    }
    let begun = matter::begun(&mut tx, &matter).await?;
    let may_draft = actor.sits(matter.unit, Duty::Draft);
    Ok(Overview {
        unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
        entry,
        reached,
        stages,
        may_draft,
        may_rename: may_draft && !begun.shown && !begun.judged,
        may_drop: may_draft && !begun.shown && !begun.planned && !begun.spoken_of,
        may_skip: actor.person != matter.by && actor.sits(seat, Duty::Approve),
        matter,
    })
}

impl Listed {
    fn waiting(self, unit: &str) -> Option<Waiting> {
        Some(Waiting {
            plan: PlanId(self.id),
            matter: MatterId(self.matter),
            unit_name: unit.to_owned(),
            stage: Stage::from_code(&self.stage)?,
            state: self.state,
            title: self.title,
            since: Timestamp(self.changed_at),
            release_at: self.release_at.map(Timestamp),
            due: None,
        })
    }
}

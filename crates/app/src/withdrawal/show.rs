use domain::actor::Actor;
use domain::ids::{PersonId, PlanId};
use domain::time::Timestamp;
use domain::words::Ground;

use super::{released, store};
use crate::organisation::{self, actor_in};
use crate::plan::Step;
use crate::{App, Error, Result, plan};

/// How many requests a desk looks at in each unit.
const MOST: i64 = 50;

/// The withdrawal of what a plan released, as those who take part in its procedure see it.
#[derive(Clone, Debug)]
pub struct View {
    /// The plan.
    pub plan: PlanId,
    /// The title of what was released.
    pub title: String,
    /// The name of its unit.
    pub unit_name: String,
    /// Who sees it now.
    pub reach: Vec<Step>,
    /// The newest request.
    pub asked: Option<Asked>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Whether this person may ask.
    pub may_ask: bool,
    /// Whether this person may answer.
    pub may_answer: bool,
}

/// A request for a withdrawal.
#[derive(Clone, Debug)]
pub struct Asked {
    /// On which ground.
    pub ground: Ground,
    /// Why.
    pub words: String,
    /// Who asked.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// How it ended; nothing while it waits.
    pub ended: Option<Ended>,
}

/// The answer to a request.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Who answered.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why it was declined.
    pub words: Option<String>,
}

/// The withdrawal of what a plan released.
pub async fn show(app: &App, person: PersonId, plan: PlanId) -> Result<View> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let (loaded, released, row) = released(app, &mut tx, (plan, &actor)).await?;
    let unit = organisation::store::unit(&mut tx, loaded.plan.unit).await?;
    let asked = match row {
        Some(row) => Some(named(&mut tx, row).await?),
        None => None,
    };
    drop(tx);
    Ok(View {
        plan,
        title: loaded.proposal.title.clone(),
        unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
        reach: plan::reach(app, &loaded.proposal).await?,
        asked,
        withdrawn: released.withdrawn,
        may_ask: released.may_ask(&actor).is_ok(),
        may_answer: released.may_answer(&actor).is_ok(),
    })
}

async fn named(tx: &mut db::Tx, row: store::Row) -> Result<Asked> {
    let ended = match (row.answered_by, row.answered_at) {
        (Some(by), Some(at)) => Some(Ended {
            withdrawn: row.state == store::DONE,
            by: organisation::store::person_name(tx, PersonId(by)).await?,
            at: Timestamp(at),
            words: row.answer.clone(),
        }),
        _ => None,
    };
    Ok(Asked {
        ground: row.ground()?,
        by: organisation::store::person_name(tx, PersonId(row.asked_by)).await?,
        at: Timestamp(row.asked_at),
        words: row.words,
        ended,
    })
}

/// The requests that wait for somebody's answer.
pub async fn waiting(app: &App, person: PersonId) -> Result<Vec<plan::Waiting>> {
    let mut tx = app.view().await?;
    let actor: Actor = actor_in(&mut tx, person, app.today()).await?;
    let mut units: Vec<_> = actor.seats.iter().map(|seat| seat.unit).collect();
    units.sort();
    units.dedup();
    let mut found = Vec::new();
    for unit in units {
        for row in store::waiting(&mut tx, unit, MOST).await? {
            let plan = PlanId(row.plan);
            let answers = match released(app, &mut tx, (plan, &actor)).await {
                Ok((_, released, _)) => released.may_answer(&actor).is_ok(),
                Err(Error::NotFound) => false,
                Err(other) => return Err(other),
            };
            if answers && !found.iter().any(|known: &plan::Waiting| known.plan == plan) {
                found.push(row.waiting()?);
            }
        }
    }
    Ok(found)
}

use db::Tx;
use domain::actor::Actor;
use domain::ids::{PersonId, PlanId};
use domain::time::Timestamp;
use domain::withdrawal::Released;
use domain::words::Ground;

use super::{released, store};
use crate::organisation::{self, actor_in};
use crate::plan::{Hand, Step};
use crate::{App, Error, Result, plan};

/// How many requests a desk shows.
const MOST: usize = 50;

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
    /// Its text, for whoever answers the request.
    pub body: Option<String>,
    /// The newest request.
    pub asked: Option<Asked>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Whether this person may ask.
    pub may_ask: bool,
    /// Whether this person may answer.
    pub may_answer: bool,
    /// Whether this person may take the request back.
    pub may_take_back: bool,
    /// Whether this person may destroy what was withdrawn.
    pub may_erase: bool,
    /// Who destroyed it, and when.
    pub erased: Option<Erased>,
    /// Whether this person opens the plan too, and not only this request.
    pub opens_plan: bool,
    /// For whom the request waits.
    pub waits: Option<Waits>,
}

/// Who answers a request that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// The name of the unit.
    pub unit_name: String,
    /// Whether it went up there since nobody could answer where the authority to approve sits.
    pub went_up: bool,
    /// Who can answer today; nobody when somebody is missing.
    pub who: Vec<Hand>,
}

/// A request for a withdrawal.
#[derive(Clone, Debug)]
pub struct Asked {
    /// On which ground.
    pub ground: Ground,
    /// Why.
    pub words: String,
    /// Who asked.
    pub by: Hand,
    /// When.
    pub at: Timestamp,
    /// How it ended; nothing while it waits.
    pub ended: Option<Ended>,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// What was released was withdrawn.
    Withdrawn,
    /// It was declined.
    Declined,
    /// Whoever asked took it back.
    TakenBack,
}

/// That what was withdrawn is destroyed.
#[derive(Clone, Debug)]
pub struct Erased {
    /// Who did it.
    pub by: Hand,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub words: String,
}

/// The end of a request.
#[derive(Clone, Debug)]
pub struct Ended {
    /// How.
    pub how: End,
    /// Who answered, or took it back.
    pub by: Hand,
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
    let text = store::text(&mut tx, released.disclosure).await?;
    let answers = released.may_answer(&actor).is_ok();
    let erased = match &row {
        Some(row) => erased(&mut tx, row).await?,
        None => None,
    };
    let asked = match row {
        Some(row) => Some(named(&mut tx, row).await?),
        None => None,
    };
    let waits = match released.asked {
        Some(_) => Some(waits(&mut tx, &released).await?),
        None => None,
    };
    drop(tx);
    Ok(View {
        plan,
        title: text.title.clone(),
        unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
        reach: plan::reach(app, &text).await?,
        body: answers.then_some(text.body),
        asked,
        withdrawn: released.withdrawn,
        may_ask: released.may_ask(&actor).is_ok(),
        may_answer: answers,
        may_take_back: released.take_back(&actor).is_ok(),
        may_erase: released.may_erase(&actor).is_ok(),
        erased,
        opens_plan: loaded.is_seen_by(&actor)?,
        waits,
    })
}

async fn waits(tx: &mut Tx, released: &Released) -> Result<Waits> {
    let seat = released.seat();
    let unit = organisation::store::unit(tx, seat).await?;
    let who: Vec<_> = released.answerers(seat).copied().collect();
    Ok(Waits {
        unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
        went_up: seat != released.authority,
        who: plan::hands(tx, &who).await?,
    })
}

async fn erased(tx: &mut Tx, row: &store::Row) -> Result<Option<Erased>> {
    let Some((by, for_whom, at, words)) = store::erasure(tx, row.request()).await? else {
        return Ok(None);
    };
    Ok(Some(Erased {
        by: plan::hand(tx, by, for_whom).await?,
        at,
        words,
    }))
}

async fn named(tx: &mut Tx, row: store::Row) -> Result<Asked> {
    let ended = match (row.end()?, row.answered_by, row.answered_at) {
        (Some(how), Some(by), Some(at)) => Some(Ended {
            how,
            by: plan::hand(tx, PersonId(by), row.answered_for_person.map(PersonId)).await?,
            at: Timestamp(at),
            words: row.answer.clone(),
        }),
        _ => None,
    };
    Ok(Asked {
        ground: row.ground()?,
        by: plan::hand(tx, PersonId(row.asked_by), row.asked_for_person.map(PersonId)).await?,
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
        for row in store::waiting(&mut tx, unit).await? {
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
    found.truncate(MOST);
    Ok(found)
}

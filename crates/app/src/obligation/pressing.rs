use domain::ids::{PersonId, UnitId};
use domain::obligation::Excuse;
use domain::words::Duty;

use super::load::ledger;
use super::store;
use super::year::Owed;
use crate::organisation::{self, actor_in};
use crate::plan::Hand;
use crate::{App, Result};

/// An obligation that is overdue or due soon, in a unit for which somebody drafts.
#[derive(Clone, Debug)]
pub struct Pressing {
    /// Whose.
    pub unit: UnitId,
    /// The name of the unit.
    pub unit_name: String,
    /// What.
    pub owed: Owed,
}

/// What a unit asked to be excused from.
#[derive(Clone, Debug)]
pub struct Question {
    /// What it asked, and the answer once there is one.
    pub excuse: Excuse,
    /// The name of the unit.
    pub unit_name: String,
    /// Who asked.
    pub asked_by: Hand,
    /// Who answered.
    pub ruled_by: Option<Hand>,
    /// Whether this person may answer now.
    pub may_rule: bool,
    /// What it is about, as far as it is still owed.
    pub owed: Option<Owed>,
}

/// What waits for a drafter, the most pressing first.
pub async fn pressing(app: &App, person: PersonId) -> Result<Vec<Pressing>> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let drafts = actor.seats.iter().filter(|seat| seat.duty == Duty::Draft);
    let mut units: Vec<_> = drafts.map(|seat| seat.unit).collect();
    units.sort();
    units.dedup();
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let of = units.clone();
    let mut ledger = ledger(app, &mut tx, |_| of, app.today().year()).await?;
    let mut pressing = Vec::new();
    for unit in units {
        let name = ledger
            .units
            .get(&unit)
            .map(|unit| unit.name.clone())
            .unwrap_or_default();
        let owed = ledger.take(unit, |obligation| obligation.state.is_pressing());
        pressing.extend(owed.into_iter().map(|owed| Pressing {
            unit,
            unit_name: name.clone(),
            owed,
        }));
    }
    pressing.sort_by_key(|pressing| pressing.owed.obligation.day());
    Ok(pressing)
}

/// What waits for somebody's answer, oldest first.
pub async fn questions(app: &App, person: PersonId) -> Result<Vec<(Excuse, String)>> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let mut questions = Vec::new();
    for seat in actor.seats.iter().filter(|seat| seat.duty == Duty::Approve) {
        for excuse in store::unanswered(&mut tx, seat.unit).await? {
            let unit = organisation::store::unit(&mut tx, excuse.unit).await?;
            if excuse.may_rule(Some(seat.unit), &actor).is_ok() {
                questions.push((excuse, unit.map(|unit| unit.name).unwrap_or_default()));
            }
        }
    }
    Ok(questions)
}

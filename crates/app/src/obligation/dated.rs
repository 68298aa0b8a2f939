use domain::ids::{PersonId, UnitId};
use domain::obligation::State;
use jiff::civil::Date;

use super::load::ledger;
use super::year::Owed;
use crate::organisation::actor_in;
use crate::{App, Result};

/// An open obligation with its last day.
#[derive(Clone, Debug)]
pub struct Dated {
    /// Whose.
    pub unit: UnitId,
    /// The name of the unit.
    pub unit_name: String,
    /// Its last day.
    pub due: Date,
    /// What.
    pub owed: Owed,
}

/// What is still owed by a known day in the units where somebody works, by day.
pub async fn dated(app: &App, person: PersonId) -> Result<Vec<Dated>> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let mut units: Vec<_> = actor.seats.iter().map(|seat| seat.unit).collect();
    units.retain(|unit| actor.works_in(*unit));
    units.sort();
    units.dedup();
    let of = units.clone();
    let mut ledger = ledger(app, &mut tx, |_| of, app.today().year()).await?;
    let mut dated = Vec::new();
    for unit in units {
        let name = ledger.units.get(&unit).map(|unit| unit.name.clone());
        let name = name.unwrap_or_default();
        let owed = ledger.take(unit, |owed| {
            !matches!(owed.state, State::Fulfilled { .. } | State::Excused)
        });
        dated.extend(owed.into_iter().filter_map(|owed| {
            Some(Dated {
                unit,
                unit_name: name.clone(),
                due: owed.obligation.due()?,
                owed,
            })
        }));
    }
    dated.sort_by_key(|one| one.due);
    Ok(dated)
}

use std::collections::HashMap;

use domain::balance::{Figures, dries_up};
use domain::ids::{PersonId, UnitId};
use domain::obligation::may_see;
use domain::time::Timestamp;
use domain::words::Track;
use jiff::ToSpan;
use jiff::civil::Date;

use super::load::line;
use super::overview::subtree;
use super::store;
use crate::organisation::{self, actor_in};
use crate::{App, Error, Result};

/// The two tracks of a unit, held against the same days of the year before.
#[derive(Clone, Debug)]
pub struct UnitBalance {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// How many levels below the top it stands.
    pub depth: usize,
    /// In the year before, up to the same day.
    pub before: Figures,
    /// In the year.
    pub now: Figures,
    /// The track that dries up.
    pub dries_up: Option<Track>,
}

/// The balance of the two tracks in a unit and all below it.
#[derive(Clone, Debug)]
pub struct Balance {
    /// The top.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i16,
    /// The last day that counts.
    pub until: Date,
    /// Every unit, in the order of the tree.
    pub units: Vec<UnitBalance>,
}

/// How many disclosures each track had in a unit and in all below it, for those who see what the unit owes.
pub async fn balance(app: &App, person: PersonId, top: UnitId, year: i16) -> Result<Balance> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let units = organisation::store::units(&mut tx).await?;
    let units: HashMap<_, _> = units.into_iter().map(|unit| (unit.id, unit)).collect();
    if !may_see(&actor, &line(&units, top)) {
        return Err(Error::NotFound);
    }
    let name = units.get(&top).ok_or(Error::NotFound)?.name.clone();
    let (first, until) = days(app, year)?;
    let mut now = store::figures(&mut tx, moments(app, first, until)).await?;
    let (first, last) = (before(first), before(until));
    let mut before = store::figures(&mut tx, moments(app, first, last)).await?;
    drop(tx);
    let height = line(&units, top).len();
    let balanced = subtree(&units, top).into_iter().map(|unit| {
        let (before, now) = (
            before.remove(&unit).unwrap_or_default(),
            now.remove(&unit).unwrap_or_default(),
        );
        UnitBalance {
            unit,
            name: units.get(&unit).map(|unit| unit.name.clone()).unwrap_or_default(),
            depth: line(&units, unit).len() - height,
            before,
            now,
            dries_up: dries_up(before, now),
        }
    });
    Ok(Balance {
        unit: top,
        name,
        year,
        until,
        units: balanced.collect(),
    })
}

/// The first and the last day of a year that count: of the one that is running, today is the last.
fn days(app: &App, year: i16) -> Result<(Date, Date)> {
    let day = |month, day| Date::new(year, month, day).map_err(|_| Error::NotFound);
    let (first, last) = (day(1, 1)?, day(12, 31)?);
    Ok((first, last.min(app.today().max(first))))
}

/// The same day of the year before; the 28th for the last of a leap February.
fn before(day: Date) -> Date {
    day.saturating_sub(1.year())
}

fn moments(app: &App, first: Date, last: Date) -> (Timestamp, Timestamp) {
    let next = last.saturating_add(1.day());
    (
        Timestamp::start_of(first, app.zone()),
        Timestamp::start_of(next, app.zone()),
    )
}

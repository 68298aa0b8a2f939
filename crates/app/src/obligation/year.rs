use std::collections::HashSet;
use std::sync::Arc;

use db::Tx;
use domain::calendar::Calendar;
use domain::ids::{DisclosureId, PersonId, UnitId};
use domain::obligation::{About, Obligation, State, may_see};
use domain::withholding::may_file;
use domain::words::{Duty, Track};

use super::ask::Key;
use super::load::{Ledger, ledger, line};
use crate::matter::Name;
use crate::organisation::actor_in;
use crate::reader::Reader;
use crate::{App, Error, Result};

/// An obligation with what its matter is called.
#[derive(Clone, Debug)]
pub struct Owed {
    /// The obligation.
    pub obligation: Obligation,
    /// What its matter is called, when it is a stage.
    pub matter: Option<Name>,
}

/// What a unit owes in a year, for those who work there, answer for it above, or supervise.
#[derive(Clone, Debug)]
pub struct UnitYear {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i16,
    /// What it owes, by day.
    pub owed: Vec<Owed>,
    /// Whether this person may ask to be excused.
    pub may_ask: bool,
    /// Whether this person may file that something is not disclosed.
    pub may_withhold: bool,
    /// Whether this person works here, and so opens its matters.
    pub works: bool,
    /// Whether there are units below it.
    pub has_subordinates: bool,
    /// What this person may open of what fulfilled it.
    pub readable: HashSet<DisclosureId>,
    /// How the days were counted.
    pub calendar: Arc<Calendar>,
}

/// What a unit owes in a year.
pub async fn year(app: &App, person: PersonId, unit: UnitId, year: i16) -> Result<UnitYear> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let mut ledger = ledger(app, &mut tx, |_| vec![unit], year).await?;
    drop(tx);
    if !may_see(&actor, &line(&ledger.units, unit)) {
        return Err(Error::NotFound);
    }
    let owed = ledger.take(unit, |obligation| is_of_year(obligation, year));
    let found = ledger.units.get(&unit).ok_or(Error::NotFound)?;
    let has_subordinates = ledger.units.values().any(|below| below.superior == Some(unit));
    let by = owed.iter().filter_map(|owed| match owed.obligation.state {
        State::Fulfilled { by, .. } => Some(by),
        _ => None,
    });
    let by: Vec<_> = by.collect();
    let readable = Reader::open(app, Some(person)).await?.readable(&by).await?;
    Ok(UnitYear {
        unit,
        name: found.name.clone(),
        year,
        owed,
        may_ask: actor.sits(unit, Duty::Draft),
        may_withhold: may_file(&actor, unit),
        works: actor.works_in(unit),
        has_subordinates,
        readable,
        calendar: ledger.calendar,
    })
}

/// One obligation of a unit, as it stands now.
pub async fn one(app: &App, person: PersonId, unit: UnitId, key: &Key) -> Result<(UnitYear, Owed)> {
    let mut view = year(app, person, unit, key.year(app)).await?;
    let place = view.owed.iter().position(|owed| key.names(&owed.obligation));
    let owed = place.map(|place| view.owed.swap_remove(place));
    Ok((view, owed.ok_or(Error::NotFound)?))
}

/// The same within a transaction, for whoever is known to see it.
pub(super) async fn find(app: &App, tx: &mut Tx, unit: UnitId, key: &Key) -> Result<Owed> {
    let mut ledger = ledger(app, tx, |_| vec![unit], key.year(app)).await?;
    let mut found = ledger.take(unit, |obligation| key.names(obligation));
    found.pop().ok_or(Error::NotFound)
}

/// Some obligations of one entry, for whoever is known to see them; all of them, or none.
pub(crate) async fn some(
    app: &App,
    tx: &mut Tx,
    unit: UnitId,
    (track, entry, about): (Track, &str, &[About]),
) -> Result<Vec<Owed>> {
    let key = |about: &About| Key {
        track,
        entry: entry.to_owned(),
        about: *about,
    };
    let keys: Vec<_> = about.iter().map(key).collect();
    let year = keys.iter().map(|key| key.year(app)).max();
    let mut ledger = ledger(app, tx, |_| vec![unit], year.unwrap_or_default()).await?;
    let found = ledger.take(unit, |obligation| keys.iter().any(|key| key.names(obligation)));
    if found.len() == keys.len() {
        Ok(found)
    } else {
        Err(Error::NotFound)
    }
}

/// A period belongs to the year it is about; a stage to the year of its last day, or, as long as it is open and
/// nobody can say that day, to every year; what is always owed to every year.
pub(super) fn is_of_year(obligation: &Obligation, year: i16) -> bool {
    match obligation.about {
        About::Period { to, .. } => to.year() == year,
        About::Standing => true,
        About::Stage(..) => match (obligation.state, obligation.day()) {
            (_, Some(day)) => day.year() == year,
            (State::Fulfilled { on, .. }, None) => on.year() == year,
            _ => true,
        },
    }
}

impl Ledger {
    /// Some of what a unit owes, with what its matters are called.
    pub(super) fn take(&mut self, unit: UnitId, fits: impl Fn(&Obligation) -> bool) -> Vec<Owed> {
        let owed = self.owed.remove(&unit).unwrap_or_default();
        let owed = owed.into_iter().filter(|obligation| fits(obligation));
        owed.map(|obligation| Owed {
            matter: match obligation.about {
                About::Stage(matter, _) => self.names.get(&matter).cloned(),
                About::Period { .. } | About::Standing => None,
            },
            obligation,
        })
        .collect()
    }
}

use std::collections::HashMap;

use domain::ids::{PersonId, UnitId};
use domain::obligation::{Obligation, State, may_see};
use domain::organisation::Unit;

use super::load::{Ledger, ledger, line};
use super::year::is_of_year;
use crate::organisation::actor_in;
use crate::{App, Error, Result};

/// How many obligations stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Disclosed in time.
    pub in_time: u32,
    /// Disclosed after the last day.
    pub late: u32,
    /// Not yet due.
    pub due: u32,
    /// Due within five working days.
    pub soon: u32,
    /// Past the last day.
    pub overdue: u32,
    /// Need not be disclosed.
    pub excused: u32,
}

/// A unit of a subtree with its counts.
#[derive(Clone, Debug)]
pub struct UnitCounts {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// How many levels below the top it stands.
    pub depth: usize,
    /// Its own, without those below it.
    pub counts: Counts,
}

/// A unit and all below it.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The top.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i16,
    /// Every unit, in the order of the tree.
    pub units: Vec<UnitCounts>,
    /// All of them together.
    pub all: Counts,
}

/// How the obligations of a unit and all below it stand in a year, for those who see what the unit owes.
pub async fn overview(app: &App, person: PersonId, top: UnitId, year: i16) -> Result<Overview> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let of = |units: &HashMap<UnitId, Unit>| {
        let seen = may_see(&actor, &line(units, top));
        if seen { subtree(units, top) } else { Vec::new() }
    };
    let ledger = ledger(app, &mut tx, of, year).await?;
    drop(tx);
    if !may_see(&actor, &line(&ledger.units, top)) {
        return Err(Error::NotFound);
    }
    let found = ledger.units.get(&top).ok_or(Error::NotFound)?;
    let height = line(&ledger.units, top).len();
    let units = subtree(&ledger.units, top).into_iter().map(|unit| {
        let name = ledger.units.get(&unit).map(|unit| unit.name.clone());
        UnitCounts {
            unit,
            name: name.unwrap_or_default(),
            depth: line(&ledger.units, unit).len() - height,
            counts: ledger.counts(unit, year),
        }
    });
    let units: Vec<_> = units.collect();
    let mut all = Counts::default();
    for unit in &units {
        all.add(&unit.counts);
    }
    Ok(Overview {
        unit: top,
        name: found.name.clone(),
        year,
        units,
        all,
    })
}

/// A unit and all below it, in the order of the tree and of the codes.
pub(super) fn subtree(units: &HashMap<UnitId, Unit>, top: UnitId) -> Vec<UnitId> {
    let mut below: HashMap<UnitId, Vec<&Unit>> = HashMap::new();
    for unit in units.values() {
        if let Some(superior) = unit.superior {
            below.entry(superior).or_default().push(unit);
        }
    }
    below
        .values_mut()
        .for_each(|units| units.sort_by(|a, b| b.code.cmp(&a.code)));
    let (mut ordered, mut left) = (Vec::new(), vec![top]);
    while let Some(unit) = left.pop() {
        ordered.push(unit);
        left.extend(below.remove(&unit).into_iter().flatten().map(|unit| unit.id));
    }
    ordered
}

impl Ledger {
    fn counts(&self, unit: UnitId, year: i16) -> Counts {
        let mut counts = Counts::default();
        let owed = self.owed.get(&unit).into_iter().flatten();
        for obligation in owed.filter(|obligation| is_of_year(obligation, year)) {
            counts.count(obligation);
        }
        counts
    }
}

impl Counts {
    /// Counts an obligation.
    pub fn count(&mut self, obligation: &Obligation) {
        let place = match obligation.state {
            State::Fulfilled { late: 0, .. } => &mut self.in_time,
            State::Fulfilled { .. } => &mut self.late,
            State::Due => &mut self.due,
            State::DueSoon => &mut self.soon,
            State::Overdue { .. } => &mut self.overdue,
            State::Excused => &mut self.excused,
        };
        *place += 1;
    }

    fn add(&mut self, other: &Self) {
        self.in_time += other.in_time;
        self.late += other.late;
        self.due += other.due;
        self.soon += other.soon;
        self.overdue += other.overdue;
        self.excused += other.excused;
    }
}

use std::collections::HashMap;
use std::sync::Arc;

use db::Tx;
use domain::calendar::Calendar;
use domain::ids::{MatterId, RulebookId, UnitId};
use domain::money::Yuan;
use domain::obligation::{self, Catalogue, Facts, Layer, Obligation, Opened, Slot, Span, Today};
use domain::organisation::Unit;
use domain::rulebook::Entry;
use domain::time::Timestamp;
use domain::words::Track;
use jiff::civil::{Date, date};

use super::store::{self, OpenedUnder, Version};
use crate::matter::{Hidden, Name};
use crate::{App, Result, organisation, rulebook, withholding};

/// What some units owe, with what a page needs to say about it.
pub(super) struct Ledger {
    pub(super) calendar: Arc<Calendar>,
    pub(super) units: HashMap<UnitId, Unit>,
    pub(super) owed: HashMap<UnitId, Vec<Obligation>>,
    /// What the matters are called.
    pub(super) names: HashMap<MatterId, Name>,
}

/// What some units owe in a year and owed in the one before, whose late releases would otherwise count for this one.
pub(super) async fn ledger(
    app: &App,
    tx: &mut Tx,
    of: impl FnOnce(&HashMap<UnitId, Unit>) -> Vec<UnitId>,
    year: i16,
) -> Result<Ledger> {
    let calendar = rulebook::calendar_in(app, tx).await?;
    let units = organisation::store::units(tx).await?;
    let units: HashMap<_, _> = units.into_iter().map(|unit| (unit.id, unit)).collect();
    let asked = of(&units);
    let span = Span {
        from: first_of(year.saturating_sub(1)),
        to: date(year.clamp(1, 9998), 12, 31),
    };
    let mut shelf = Shelf::open(app, tx, (&calendar, span)).await?;
    let (mut facts, names) = facts(app, tx, &asked).await?;
    let today = Today::new(app.today(), &calendar);
    let owed = asked.into_iter().map(|unit| {
        let line = line(&units, unit);
        let slots: Vec<_> = Track::ALL
            .iter()
            .map(|track| shelf.slots(&line, *track))
            .collect();
        let facts = facts.remove(&unit).unwrap_or_default();
        let slots = slots.iter().flat_map(|slots| slots.iter());
        (unit, obligation::of_unit(slots, &facts, today))
    });
    let owed = owed.collect();
    Ok(Ledger {
        owed,
        units,
        names,
        calendar: Arc::clone(&calendar),
    })
}

fn first_of(year: i16) -> Date {
    date(year.clamp(1, 9998), 1, 1)
}

/// A unit and every unit above it, from the nearest.
pub(super) fn line(units: &HashMap<UnitId, Unit>, unit: UnitId) -> Vec<UnitId> {
    let mut line = Vec::new();
    let mut next = Some(unit);
    while let Some(unit) = next
        && !line.contains(&unit)
    {
        line.push(unit);
        next = units.get(&unit).and_then(|unit| unit.superior);
    }
    line
}

/// The catalogues' versions, and what they owe: the same for every unit whose line bears the same versions.
struct Shelf<'s> {
    versions: HashMap<(UnitId, Track), Layer>,
    slots: HashMap<(Vec<UnitId>, Track), Arc<Vec<Slot>>>,
    calendar: &'s Calendar,
    span: Span,
}

impl<'s> Shelf<'s> {
    async fn open(app: &App, tx: &mut Tx, (calendar, span): (&'s Calendar, Span)) -> Result<Self> {
        let mut versions: HashMap<_, Vec<_>> = HashMap::new();
        for version in store::versions(tx).await? {
            let rules = rulebook::of_in(app, tx, version.id).await?;
            let layer = versions.entry((version.unit, version.track)).or_default();
            layer.push((first_day(app, &version), rules));
        }
        // what was put in force later replaces what was meant to begin on the same day
        versions
            .values_mut()
            .for_each(|layer| layer.sort_by_key(|(from, _)| *from));
        Ok(Self {
            versions,
            slots: HashMap::new(),
            calendar,
            span,
        })
    }

    fn slots(&mut self, line: &[UnitId], track: Track) -> Arc<Vec<Slot>> {
        let bearing = line
            .iter()
            .filter(|unit| self.versions.contains_key(&(**unit, track)));
        let bearing: Vec<_> = bearing.copied().collect();
        let catalogue = || Catalogue {
            layers: bearing
                .iter()
                .filter_map(|unit| self.versions.get(&(*unit, track)).cloned())
                .collect(),
        };
        if let Some(slots) = self.slots.get(&(bearing.clone(), track)) {
            return Arc::clone(slots);
        }
        let slots = Arc::new(catalogue().slots(self.calendar, self.span));
        self.slots.insert((bearing, track), Arc::clone(&slots));
        slots
    }
}

/// Nothing is owed from before the day on which the rules were put in force here. Their id tells that day: it is a
/// UUID of version 7.
fn first_day(app: &App, version: &Version) -> Date {
    let made = version.id.0.get_timestamp().map(|stamp| stamp.to_unix());
    let made = made.and_then(|(seconds, _)| i64::try_from(seconds).ok());
    let made = made.map(|seconds| Timestamp::START.plus_seconds(seconds).day(app.zone()));
    made.map_or(version.from, |made| made.max(version.from))
}

/// What happened in some units, and what their matters are called.
async fn facts(
    app: &App,
    tx: &mut Tx,
    units: &[UnitId],
) -> Result<(HashMap<UnitId, Facts>, HashMap<MatterId, Name>)> {
    let mut facts: HashMap<UnitId, Facts> = HashMap::new();
    for (unit, released) in store::released(tx, units, app.zone()).await? {
        facts.entry(unit).or_default().released.push(released);
    }
    for excuse in store::excuses(tx, units).await? {
        facts.entry(excuse.unit).or_default().excuses.push(excuse);
    }
    for (unit, withheld) in withholding::store::of_units(tx, units).await? {
        facts.entry(unit).or_default().withheld.push(withheld);
    }
    let mut left_out: HashMap<MatterId, Vec<_>> = HashMap::new();
    for (matter, stage, at) in store::left_out(tx, units).await? {
        left_out
            .entry(matter)
            .or_default()
            .push((stage, at.day(app.zone())));
    }
    let mut names = HashMap::new();
    let hidden = Hidden::of(tx, units).await?;
    let mut entries = Entries::default();
    for matter in store::matters(tx, units).await? {
        // a rulebook is never taken away, and neither are its entries
        let Some(entry) = entries.of(app, tx, &matter).await? else {
            continue;
        };
        facts.entry(matter.unit).or_default().matters.push(Opened {
            id: matter.id,
            track: matter.track,
            entry,
            on: matter.at.day(app.zone()),
            left_out: left_out.remove(&matter.id).unwrap_or_default(),
        });
        names.insert(matter.id, hidden.name(matter.id, matter.title));
    }
    Ok((facts, names))
}

/// Entries as they hold for an amount; most matters share theirs.
#[derive(Default)]
struct Entries(HashMap<(RulebookId, String, Option<Yuan>), Option<Arc<Entry>>>);

impl Entries {
    async fn of(&mut self, app: &App, tx: &mut Tx, matter: &OpenedUnder) -> Result<Option<Arc<Entry>>> {
        let key = (matter.rulebook, matter.entry.clone(), matter.amount);
        if let Some(entry) = self.0.get(&key) {
            return Ok(entry.clone());
        }
        let rules = rulebook::of_in(app, tx, matter.rulebook).await?;
        let entry = rules.entry_for(&matter.entry, matter.amount).map(Arc::new);
        self.0.insert(key, entry.clone());
        Ok(entry)
    }
}

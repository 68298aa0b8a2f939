//! What a unit owes by when (应公开任务): computed from the catalogue in force and from what happened, never stored.
//!
//! * An entry with a rhythm owes one disclosure for each month, quarter, half year or year, by its deadline after the
//!   period's end. What is owed for a period is what the catalogue says on the period's last day.
//! * An entry that is always on display owes one from the first day on which the catalogue has it.
//! * A matter owes each stage of its entry: the first one from its opening, a later one from the day on which the
//!   one before it was left out, or released and shown for its notice period. The first stage of an entry with a
//!   rhythm is what its period owes, and so it is not owed twice.

mod about;
mod catalogue;
mod excuse;
#[cfg(test)]
mod reference;
mod stage;
mod state;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

pub use self::about::About;
pub use self::catalogue::{Catalogue, Layer, Slot, Span};
pub use self::excuse::{Excuse, Ruled, Ruling, may_see};
pub use self::state::State;
use crate::calendar::Calendar;
use crate::clock::{Clock, Period};
use crate::ids::{DisclosureId, MatterId, WithholdingId};
use crate::rulebook::{DayUnit, Entry, StageRule};
use crate::words::{Stage, Track};

/// What an entry says about an obligation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its track.
    pub track: Track,
    /// Its key.
    pub entry: String,
    /// What people call it.
    pub name: String,
    /// Whose task it is: the post.
    pub responsible: String,
    /// The deadline in the rule's own words.
    pub words: Option<String>,
}

impl Rule {
    pub(crate) fn of(track: Track, entry: &Entry) -> Self {
        Self {
            track,
            entry: entry.key.clone(),
            name: entry.name.clone(),
            responsible: entry.responsible.clone(),
            words: entry.deadline.as_ref().map(|deadline| deadline.words.clone()),
        }
    }
}

/// Why a clock runs from its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// It is the last day of the period.
    PeriodEnd,
    /// From this day on the catalogue has the entry.
    InForce,
    /// The matter was opened.
    Opened,
    /// The stage before was released.
    Released(Stage),
    /// The notice period of the stage before ended.
    NoticeOver(Stage),
    /// The stage before was left out.
    LeftOut(Stage),
}

/// A disclosure that is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// What the entry says.
    pub rule: Arc<Rule>,
    /// For what.
    pub about: About,
    /// Until when; nothing when the rule names no day.
    pub clock: Option<Clock>,
    /// Why the clock runs from its day.
    pub start: Start,
    /// How it stands.
    pub state: State,
    /// What the unit asked its superior to excuse, the newest.
    pub excuse: Option<Excuse>,
    /// The notice that it is not disclosed, or the one that waits for its confirmation.
    pub withheld: Option<Withheld>,
}

/// A notice that one obligation is not disclosed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// The notice.
    pub id: WithholdingId,
    /// Of which track.
    pub track: Track,
    /// Of which entry.
    pub entry: String,
    /// What is withheld.
    pub about: About,
    /// Whether somebody confirmed it; otherwise it waits.
    pub confirmed: bool,
}

impl Obligation {
    /// Its last day, where it has one and the calendar knows it.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        self.clock.and_then(|clock| clock.due.ok())
    }

    /// The day by which it is put in order: its last day, or else the day from which it is owed.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.due().or(self.clock.map(|clock| clock.from))
    }

    /// Whether the unit asked to be excused and nobody has answered.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.excuse.as_ref().is_some_and(|excuse| excuse.ruling.is_none())
    }
}

/// A release, as far as obligations ask about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// What was released.
    pub disclosure: DisclosureId,
    /// Of which matter.
    pub matter: MatterId,
    /// Of which track.
    pub track: Track,
    /// Under which entry.
    pub entry: String,
    /// Which stage.
    pub stage: Stage,
    /// When.
    pub on: Date,
}

/// A matter, as far as obligations ask about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Its id.
    pub id: MatterId,
    /// Its track.
    pub track: Track,
    /// Its entry, as it holds for the matter's amount.
    pub entry: Arc<Entry>,
    /// When it was opened.
    pub on: Date,
    /// The stages that were left out, and when.
    pub left_out: Vec<(Stage, Date)>,
}

/// What happened in a unit.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What was released, in the order of its days.
    pub released: Vec<Released>,
    /// The matters.
    pub matters: Vec<Opened>,
    /// What the unit asked to be excused from, oldest first.
    pub excuses: Vec<Excuse>,
    /// What it withholds, or wants to.
    pub withheld: Vec<Withheld>,
}

/// From what and on which day it is computed.
#[derive(Clone, Copy, Debug)]
pub struct Today<'c> {
    /// The day.
    pub day: Date,
    /// The working days.
    pub calendar: &'c Calendar,
    /// The last day that is soon.
    soon: Date,
}

impl<'c> Today<'c> {
    /// What lies within five working days is soon.
    #[must_use]
    pub fn new(day: Date, calendar: &'c Calendar) -> Self {
        const SOON: u32 = 5;
        let week_later = day.checked_add(jiff::Span::new().days(7)).unwrap_or(Date::MAX);
        let soon = calendar.after_working_days(day, SOON).unwrap_or(week_later);
        Self { day, calendar, soon }
    }
}

/// What a unit owes: the slots of its catalogues, each held against what happened, and the stages of its matters.
#[must_use]
pub fn of_unit<'s>(
    slots: impl IntoIterator<Item = &'s Slot>,
    facts: &Facts,
    today: Today<'_>,
) -> Vec<Obligation> {
    let slots: Vec<_> = slots.into_iter().collect();
    let met = meet(&slots, &facts.released);
    let mut owed: Vec<_> = slots
        .iter()
        .zip(met)
        .map(|(slot, met)| Obligation {
            rule: Arc::clone(&slot.rule),
            about: slot.about,
            clock: Some(slot.clock),
            start: slot.start,
            state: State::of(Some(slot.clock), met, today),
            excuse: None,
            withheld: None,
        })
        .collect();
    owed.extend(stage::of_matters(facts, today));
    excuse(&mut owed, &facts.excuses);
    withhold(&mut owed, &facts.withheld);
    owed.sort_by(|a, b| (a.day(), &a.rule.entry, a.about).cmp(&(b.day(), &b.rule.entry, b.about)));
    owed
}

/// Which disclosure meets which slot. A matter counts once, with its first release. It meets the slot that ends first
/// of those it is in time for; otherwise it makes up for the oldest that was missed.
fn meet<'r>(slots: &[&Slot], released: &'r [Released]) -> Vec<Option<&'r Released>> {
    let mut of_entry: HashMap<(Track, &str), Vec<usize>> = HashMap::new();
    for (place, slot) in slots.iter().enumerate() {
        of_entry
            .entry((slot.rule.track, &slot.rule.entry))
            .or_default()
            .push(place);
    }
    let mut met: Vec<Option<&Released>> = vec![None; slots.len()];
    for release in first_of_each_matter(released) {
        let places = of_entry.get(&(release.track, release.entry.as_str()));
        let open = || {
            let places = places.into_iter().flatten().copied();
            places.filter_map(|place| Some((place, slots.get(place)?)))
        };
        let free = |place: usize| met.get(place).is_some_and(Option::is_none);
        let found = open()
            .find(|(place, slot)| free(*place) && slot.takes(release.on))
            .or_else(|| open().find(|(place, slot)| free(*place) && slot.is_missed(release.on)));
        if let Some(place) = found.and_then(|(place, _)| met.get_mut(place)) {
            *place = Some(release);
        }
    }
    met
}

fn first_of_each_matter(released: &[Released]) -> impl Iterator<Item = &Released> {
    let mut first: BTreeMap<MatterId, &Released> = BTreeMap::new();
    for release in released {
        let known = first.entry(release.matter).or_insert(release);
        if release.on < known.on {
            *known = release;
        }
    }
    let mut first: Vec<_> = first.into_values().collect();
    first.sort_by_key(|release| (release.on, release.disclosure));
    first.into_iter()
}

/// Puts to each obligation what was asked about it; consent excuses what was not disclosed.
fn excuse(owed: &mut [Obligation], excuses: &[Excuse]) {
    if excuses.is_empty() {
        return;
    }
    for obligation in owed {
        let about = |excuse: &&Excuse| {
            excuse.track == obligation.rule.track
                && excuse.entry == obligation.rule.entry
                && excuse.about == obligation.about
        };
        let Some(newest) = excuses.iter().rfind(about) else {
            continue;
        };
        let consented = newest.ruling.as_ref().is_some_and(|ruled| ruled.consents);
        if consented && !matches!(obligation.state, State::Fulfilled { .. }) {
            obligation.state = State::Excused;
        }
        obligation.excuse = Some(newest.clone());
    }
}

/// Puts to each obligation the notice about it; one that holds excuses what was not disclosed.
fn withhold(owed: &mut [Obligation], notices: &[Withheld]) {
    for notice in notices {
        let named = owed.iter_mut().find(|obligation| {
            notice.track == obligation.rule.track
                && notice.entry == obligation.rule.entry
                && notice.about == obligation.about
        });
        let Some(obligation) = named else { continue };
        // while a renewal waits, the one that holds is the one to look at
        if obligation.withheld.as_ref().is_some_and(|known| known.confirmed) {
            continue;
        }
        if notice.confirmed && !matches!(obligation.state, State::Fulfilled { .. }) {
            obligation.state = State::Excused;
        }
        obligation.withheld = Some(notice.clone());
    }
}

/// How long there is time for a stage; nothing when the rule names no days.
fn period(entry: &Entry, rule: &StageRule) -> Option<Period> {
    let general = entry.deadline.as_ref();
    let days = rule.deadline_days.or(general.map(|deadline| deadline.days))?;
    let unit = general.map_or(DayUnit::Working, |deadline| deadline.unit);
    Some(Period { days, unit })
}

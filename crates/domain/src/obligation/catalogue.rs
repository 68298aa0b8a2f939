use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{About, Rule, Start};
use crate::calendar::Calendar;
use crate::clock::{Clock, Period};
use crate::rulebook::{DayUnit, Entry, Rulebook};
use crate::words::Rhythm;

/// The versions of one track's rules that were put in force for a unit, each with its first day, oldest first.
pub type Layer = Vec<(Date, Arc<Rulebook>)>;

/// The versions of one track's rules that hold, or held, for a unit.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// From the unit itself upwards.
    pub layers: Vec<Layer>,
}

/// The days that are looked at, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

/// One disclosure that an entry owes by itself, whatever unit it holds for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What the entry says.
    pub rule: Arc<Rule>,
    /// For what.
    pub about: About,
    /// Until when.
    pub clock: Clock,
    /// Why the clock runs from its day.
    pub start: Start,
}

impl Slot {
    /// Whether a release of this day meets it in time. Until its year is published it is in time for good.
    pub(super) fn takes(&self, on: Date) -> bool {
        let begun = match self.about {
            About::Period { from, .. } => from <= on,
            About::Standing | About::Stage(..) => true,
        };
        begun && self.clock.due.map_or(true, |due| on <= due)
    }

    /// Whether a release of this day comes too late for it.
    pub(super) fn is_missed(&self, on: Date) -> bool {
        self.clock.is_over(on)
    }
}

impl Catalogue {
    /// The rules on a day: the newest version of the nearest unit that has one by then.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&Arc<Rulebook>> {
        let newest = |layer: &'_ [(Date, Arc<Rulebook>)]| layer.iter().rposition(|(from, _)| *from <= day);
        self.layers
            .iter()
            .find_map(|layer| layer.get(newest(layer)?).map(|(_, rules)| rules))
    }

    /// What the entries owe by themselves for the periods that end in a span, and always on its last day.
    #[must_use]
    pub fn slots(&self, calendar: &Calendar, span: Span) -> Vec<Slot> {
        let mut slots = self.standing(calendar, span.to);
        let mut month = span.from.first_of_month();
        while month <= span.to {
            let end = month.last_of_month();
            if let Some(rules) = self.on(end).filter(|_| end <= span.to) {
                slots.extend(rules.entries.iter().filter_map(|entry| {
                    let from = period_before(entry.rhythm, end)?;
                    Some(Slot {
                        rule: Arc::new(Rule::of(rules.track, entry)),
                        about: About::Period { from, to: end },
                        clock: Clock::start(calendar, end, time(entry)),
                        start: Start::PeriodEnd,
                    })
                }));
            }
            let Ok(next) = month.checked_add(1.month()) else {
                break;
            };
            month = next;
        }
        slots
    }

    fn standing(&self, calendar: &Calendar, day: Date) -> Vec<Slot> {
        let Some(rules) = self.on(day) else {
            return Vec::new();
        };
        let standing = rules
            .entries
            .iter()
            .filter(|entry| entry.rhythm == Rhythm::Standing);
        standing
            .filter_map(|entry| {
                let from = self.first_day(&entry.key, day)?;
                Some(Slot {
                    rule: Arc::new(Rule::of(rules.track, entry)),
                    about: About::Standing,
                    clock: Clock::start(calendar, from, time(entry)),
                    start: Start::InForce,
                })
            })
            .collect()
    }

    /// Since when, without a gap, the catalogue has had an entry on a day.
    fn first_day(&self, key: &str, day: Date) -> Option<Date> {
        let mut changes: Vec<_> = self.layers.iter().flatten().map(|(from, _)| *from).collect();
        changes.sort_unstable_by(|a, b| b.cmp(a));
        let past = changes.into_iter().filter(|from| *from <= day);
        past.take_while(|from| self.on(*from).is_some_and(|rules| rules.entry(key).is_some()))
            .last()
    }
}

/// Without a deadline a period's disclosure is owed by the period's last day.
fn time(entry: &Entry) -> Period {
    let none = Period {
        days: 0,
        unit: DayUnit::Calendar,
    };
    entry.deadline.as_ref().map_or(none, |deadline| Period {
        days: deadline.days,
        unit: deadline.unit,
    })
}

/// The first day of the period that ends with a month's last day, if one does.
fn period_before(rhythm: Rhythm, end: Date) -> Option<Date> {
    let months = match rhythm {
        Rhythm::Monthly => 1,
        Rhythm::Quarterly => 3,
        Rhythm::HalfYearly => 6,
        Rhythm::Yearly => 12,
        Rhythm::Standing | Rhythm::PerStage | Rhythm::PerEvent => return None,
    };
    if end.month() % months != 0 {
        return None;
    }
    end.first_of_month().checked_sub((months - 1).months()).ok()
}

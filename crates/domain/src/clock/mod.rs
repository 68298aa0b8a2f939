//! A deadline that can say how it was computed (时限). The day that sets it going is not counted, and it ends with
//! the close of its last day.

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::calendar::{Calendar, NotPublished, Off};
use crate::rulebook::DayUnit;

/// So many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// How many.
    pub days: u32,
    /// Which days count.
    pub unit: DayUnit,
}

/// A period that runs from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The day that set it going, which is not counted.
    pub from: Date,
    /// How long it runs.
    pub period: Period,
    /// Its last day; the year that is missing when the calendar does not reach that far. It is never stored, so it
    /// is there as soon as the year is.
    pub due: Result<Date, NotPublished>,
}

/// Days in a row that were passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped<'c> {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// Why.
    pub why: Off<'c>,
}

/// How a clock ran.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course<'c> {
    /// The days that were passed over, in their order: all that did not count, or, when every day counts, those after
    /// the end on which nobody works.
    pub skipped: Vec<Skipped<'c>>,
    /// Saturdays and Sundays that counted, each with the holiday it makes up for.
    pub made_up: Vec<(Date, &'c str)>,
}

impl Clock {
    /// Sets a clock going.
    #[must_use]
    pub fn start(calendar: &Calendar, from: Date, period: Period) -> Self {
        let due = match period.unit {
            DayUnit::Working => calendar.after_working_days(from, period.days),
            DayUnit::Calendar => calendar.after_calendar_days(from, period.days),
        };
        Self { from, period, due }
    }

    /// Whether its last day has closed.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        self.due.is_ok_and(|due| due < today)
    }

    /// How it ran, as far as the calendar reaches.
    #[must_use]
    pub fn course<'c>(&self, calendar: &'c Calendar) -> Course<'c> {
        let mut course = Course::default();
        let counted = match self.period.unit {
            DayUnit::Working => 0,
            // every one of these counts, whatever day it is
            DayUnit::Calendar => self.period.days,
        };
        let days = self.from.series(jiff::Span::new().days(1)).skip(1);
        let days = days.take_while(|day| self.due.map_or(true, |due| *day <= due));
        for (number, day) in (1_u32..).zip(days) {
            match calendar.off(day) {
                Ok(Some(why)) if counted <= number && 0 < self.period.days => course.pass(day, why),
                Ok(_) => course
                    .made_up
                    .extend(calendar.made_up(day).map(|holiday| (day, holiday))),
                Err(_) => break,
            }
        }
        course
    }
}

impl<'c> Course<'c> {
    /// Joins a day to those before it.
    fn pass(&mut self, day: Date, why: Off<'c>) {
        let yesterday = day.yesterday().ok();
        match self.skipped.last_mut() {
            Some(last) if last.why == why && Some(last.to) == yesterday => last.to = day,
            _ => self.skipped.push(Skipped {
                from: day,
                to: day,
                why,
            }),
        }
    }
}

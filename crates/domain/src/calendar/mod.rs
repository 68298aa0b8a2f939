//! The working-day calendar: which days are worked, by the State Council's yearly arrangement.
//!
//! The arrangement of a year appears late in the year before. A year that the file does not have is *not
//! published yet*; whoever asks about its days is told so instead of getting a guess.

mod read;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::rulebook::Faults;

/// The days that differ from the ordinary week, for the years that are published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    published: BTreeSet<i16>,
    /// Each with the holiday's name.
    holidays: BTreeMap<Date, String>,
    /// 调休: Saturdays and Sundays that are worked, each with the name of the holiday it makes up for.
    made_up: BTreeMap<Date, String>,
}

/// Why nobody works on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Off<'c> {
    /// A Saturday or a Sunday.
    Weekend,
    /// A holiday, by its name.
    Holiday(&'c str),
}

/// The arrangement of a year that the answer depends on has not been published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{year} 年的节假日安排尚未公布，涉及该年的工作日暂不能计算")]
pub struct NotPublished {
    /// The first year that is missing.
    pub year: i16,
}

impl Calendar {
    /// Reads a calendar file; refuses with everything that is wrong with it.
    pub fn parse(file_name: &str, text: &str) -> Result<Self, Faults> {
        read::calendar(file_name, text)
    }

    /// The years whose arrangement is published, in their order.
    pub fn years(&self) -> impl Iterator<Item = i16> {
        self.published.iter().copied()
    }

    /// Why nobody works on a day; nothing when it is worked.
    pub fn off(&self, day: Date) -> Result<Option<Off<'_>>, NotPublished> {
        if !self.published.contains(&day.year()) {
            return Err(NotPublished { year: day.year() });
        }
        if let Some(name) = self.holidays.get(&day) {
            return Ok(Some(Off::Holiday(name)));
        }
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        Ok((weekend && !self.made_up.contains_key(&day)).then_some(Off::Weekend))
    }

    /// The holiday that a worked Saturday or Sunday makes up for.
    #[must_use]
    pub fn made_up(&self, day: Date) -> Option<&str> {
        self.made_up.get(&day).map(String::as_str)
    }

    /// Whether people work on a day, holidays and make-up days considered.
    pub fn is_working_day(&self, day: Date) -> Result<bool, NotPublished> {
        Ok(self.off(day)?.is_none())
    }

    /// The last of `n` days in a row that begin on the day after `from`. When nobody works on it, the next day on
    /// which somebody does; `from` itself for none.
    pub fn after_calendar_days(&self, from: Date, n: u32) -> Result<Date, NotPublished> {
        if n == 0 {
            return Ok(from);
        }
        let beyond = |day: Date| NotPublished { year: day.year() };
        let mut day = from
            .checked_add(i64::from(n).days())
            .map_err(|_| beyond(Date::MAX))?;
        while !self.is_working_day(day)? {
            day = day.tomorrow().map_err(|_| beyond(day))?;
        }
        Ok(day)
    }

    /// The last of `n` working days that begin on the day after `from`; `from` itself for none.
    pub fn after_working_days(&self, from: Date, n: u32) -> Result<Date, NotPublished> {
        let mut day = from;
        let mut left = n;
        while 0 < left {
            day = day.tomorrow().map_err(|_| NotPublished { year: day.year() })?;
            if self.is_working_day(day)? {
                left = left.saturating_sub(1);
            }
        }
        Ok(day)
    }

    /// How many working days lie after `from`, up to and with `to`; none when `to` is not later.
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<u32, NotPublished> {
        let mut day = from;
        let mut count: u32 = 0;
        while day < to {
            day = day.tomorrow().map_err(|_| NotPublished { year: day.year() })?;
            if self.is_working_day(day)? {
                count = count.saturating_add(1);
            }
        }
        Ok(count)
    }
}

//! The working-day calendar: which days are worked, by the State Council's yearly arrangement.
//!
//! The arrangement of a year appears late in the year before. A year that the file does not have is *not
//! published yet*; whoever asks about its days is told so instead of getting a guess.

mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use crate::rulebook::Faults;

/// The days that differ from the ordinary week, for the years that are published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    published: BTreeSet<i16>,
    holidays: BTreeSet<Date>,
    /// 调休: Saturdays and Sundays that are worked.
    made_up: BTreeSet<Date>,
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

    /// Whether people work on a day, holidays and make-up days considered.
    pub fn is_working_day(&self, day: Date) -> Result<bool, NotPublished> {
        if !self.published.contains(&day.year()) {
            return Err(NotPublished { year: day.year() });
        }
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        Ok(if weekend {
            self.made_up.contains(&day)
        } else {
            !self.holidays.contains(&day)
        })
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

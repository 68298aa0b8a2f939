//! Instants. Days are `jiff::civil::Date`; only the clock of the app makes a [`Timestamp`] from now.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// An instant: microseconds since 1970 in UTC, the same number in memory, both databases and the journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Before everything.
    pub const START: Self = Self(0);
    /// After everything.
    pub const END: Self = Self(i64::MAX);

    /// The instant so many seconds later (earlier, when negative).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// The instant so many days of 24 hours later.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days.saturating_mul(86_400))
    }

    /// The day this instant falls on in a zone.
    #[must_use]
    pub fn day(self, zone: &TimeZone) -> Date {
        zone.to_datetime(self.instant()).date()
    }

    /// The same instant for `jiff`. Instants `jiff` cannot hold become its last one.
    #[must_use]
    pub fn instant(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::MAX)
    }

    /// The first instant of a day in a zone; [`Timestamp::END`] for days beyond every calendar.
    #[must_use]
    pub fn start_of(day: Date, zone: &TimeZone) -> Self {
        zone.to_timestamp(day.to_datetime(jiff::civil::Time::midnight()))
            .map_or(Self::END, |instant| Self(instant.as_microsecond()))
    }
}

use jiff::civil::Date;

use super::{Released, Today};
use crate::clock::Clock;
use crate::ids::DisclosureId;

/// How an obligation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was disclosed.
    Fulfilled {
        /// By what.
        by: DisclosureId,
        /// When.
        on: Date,
        /// How many days after its last day.
        late: u32,
    },
    /// There is time.
    Due,
    /// Its last day is at most five working days away.
    DueSoon,
    /// Its last day has passed, or a later stage overtook it.
    Overdue {
        /// The first day on which it was.
        since: Date,
    },
    /// It need not be disclosed: the superior consented, the stage was left out in the open, or it is withheld.
    Excused,
}

impl State {
    pub(super) fn of(clock: Option<Clock>, met: Option<&Released>, today: Today<'_>) -> Self {
        let due = clock.and_then(|clock| clock.due.ok());
        if let Some(release) = met {
            return Self::Fulfilled {
                by: release.disclosure,
                on: release.on,
                late: due.map_or(0, |due| days_after(due, release.on)),
            };
        }
        match due {
            Some(due) if due < today.day => Self::Overdue {
                since: due.tomorrow().unwrap_or(Date::MAX),
            },
            Some(due) if due <= today.soon => Self::DueSoon,
            _ => Self::Due,
        }
    }

    /// Every kind of state by its code, the most pressing first.
    pub const CODES: &'static [&'static str] = &["overdue", "soon", "due", "fulfilled", "excused"];

    /// Its kind, as addresses name it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue { .. } => "overdue",
            Self::DueSoon => "soon",
            Self::Due => "due",
            Self::Fulfilled { .. } => "fulfilled",
            Self::Excused => "excused",
        }
    }

    /// Whether somebody has to do something about it now.
    #[must_use]
    pub fn is_pressing(self) -> bool {
        matches!(self, Self::Overdue { .. } | Self::DueSoon)
    }
}

fn days_after(due: Date, on: Date) -> u32 {
    let days = due.until(on).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or(0)
}

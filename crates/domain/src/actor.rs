//! Somebody who acts, with the duties of the posts they hold today.

use crate::ids::{PersonId, UnitId};
use crate::words::{Authority, Duty, ReviewKind};

/// A duty in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Seat {
    /// The unit of the post.
    pub unit: UnitId,
    /// One of the post's duties.
    pub duty: Duty,
}

/// Somebody who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// Their seats today.
    pub seats: Vec<Seat>,
}

impl Actor {
    /// Whether they hold this duty in this unit today.
    #[must_use]
    pub fn sits(&self, unit: UnitId, duty: Duty) -> bool {
        self.seats.contains(&Seat { unit, duty })
    }

    /// Whether they hold this duty anywhere.
    #[must_use]
    pub fn has(&self, duty: Duty) -> bool {
        self.seats.iter().any(|seat| seat.duty == duty)
    }

    /// Whether they take part in the procedure of a unit at all, and so may open its desk.
    #[must_use]
    pub fn works_in(&self, unit: UnitId) -> bool {
        self.seats
            .iter()
            .any(|seat| seat.unit == unit && !seat.duty.administers())
    }
}

/// Where the authority to approve sits; the root has nobody above it and decides itself.
#[must_use]
pub fn seat_of_approval(authority: Authority, unit: UnitId, superior: Option<UnitId>) -> UnitId {
    match authority {
        Authority::Unit => unit,
        Authority::Superior => superior.unwrap_or(unit),
    }
}

/// The duty that gives this kind of opinion.
#[must_use]
pub fn duty_of(kind: ReviewKind) -> Duty {
    match kind {
        ReviewKind::Secrecy => Duty::Secrecy,
        ReviewKind::Check => Duty::Check,
        ReviewKind::Legal => Duty::Legal,
        ReviewKind::Discipline => Duty::Discipline,
    }
}

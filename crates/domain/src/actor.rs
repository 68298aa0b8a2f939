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
    /// Their seats today, those among them in which they stand in for somebody.
    pub seats: Vec<Seat>,
    /// For whom they stand in today (代办), seat by seat.
    pub stands_in: Vec<(Seat, PersonId)>,
}

impl Actor {
    /// Whether they hold this duty in this unit today.
    #[must_use]
    pub fn sits(&self, unit: UnitId, duty: Duty) -> bool {
        self.seats.contains(&Seat { unit, duty })
    }

    /// In whose place they could act in a seat: in nobody's when it is theirs, otherwise in the place of each they
    /// stand in for; empty when they have no such seat.
    #[must_use]
    pub fn capacities(&self, seat: Seat) -> Vec<Option<PersonId>> {
        let others = self.stands_in.iter().filter(|(other, _)| *other == seat);
        let others: Vec<_> = others.map(|(_, holder)| Some(*holder)).collect();
        let seats = self.seats.iter().filter(|own| **own == seat).count();
        if others.len() < seats { vec![None] } else { others }
    }

    /// In whose place they act with any of some seats: in nobody's when one of those is theirs.
    #[must_use]
    pub fn in_place_of(&self, seats: impl IntoIterator<Item = Seat>) -> Option<PersonId> {
        let capacities = seats.into_iter().flat_map(|seat| self.capacities(seat));
        let capacities: Option<Vec<_>> = capacities.collect();
        capacities?.first().copied()
    }

    /// In whose place they act in a seat without being the hand of any of some: one of those themself, or one who
    /// stands in there for nobody else. Who changes hats is still the same hand, and gets the refusal.
    pub fn acts_apart_from<E>(
        &self,
        seat: Seat,
        others: &[PersonId],
        refusal: E,
    ) -> Result<Option<PersonId>, E> {
        if others.contains(&self.person) {
            return Err(refusal);
        }
        let apart = |holder: &Option<PersonId>| holder.is_none_or(|holder| !others.contains(&holder));
        self.capacities(seat).into_iter().find(apart).ok_or(refusal)
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

/// Somebody in a seat on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The seat.
    pub seat: Seat,
    /// Who would act.
    pub person: PersonId,
    /// For whom they stand in, when the seat is not theirs.
    pub for_whom: Option<PersonId>,
}

/// Everybody's seats in a unit and in the units above it on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crew(pub Vec<Sitting>);

impl Crew {
    /// Who has a duty in a unit.
    pub fn on(&self, unit: UnitId, duty: Duty) -> impl Iterator<Item = &Sitting> {
        let seat = Seat { unit, duty };
        self.0.iter().filter(move |sitting| sitting.seat == seat)
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

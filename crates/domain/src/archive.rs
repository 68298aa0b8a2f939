//! The archive (归档): a year of a unit is closed when nothing of it is open any more.

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::ids::{PersonId, UnitId};
use crate::refusal::{ArchiveRefusal as Refusal, PlanRefusal};
use crate::words::Duty;

/// A year of a unit was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Archived {
    /// Whose year.
    pub unit: UnitId,
    /// Which year.
    pub year: i16,
    /// Who closed it.
    pub by: PersonId,
}

/// A year of a unit, as the rules see it.
#[derive(Clone, Debug)]
pub struct Year {
    /// Whose.
    pub unit: UnitId,
    /// Who answers for it today: itself, or the unit that took its place.
    pub seat: UnitId,
    /// Which.
    pub year: i16,
    /// The year that is running.
    pub running: i16,
    /// Whether it was closed before.
    pub archived: bool,
    /// What the matters of the year that still owe something are about.
    pub open: Vec<String>,
}

impl Year {
    /// Closes it.
    pub fn close(&self, by: &Actor) -> Result<Archived, Refusal> {
        if !by.sits(self.seat, Duty::Approve) {
            return Err(PlanRefusal::DutyMissing(Duty::Approve).into());
        }
        if self.archived {
            return Err(Refusal::Archived(self.year));
        }
        if self.running <= self.year {
            return Err(Refusal::YearNotOver(self.year));
        }
        if !self.open.is_empty() {
            return Err(Refusal::Open(self.open.clone()));
        }
        Ok(Archived {
            unit: self.unit,
            year: self.year,
            by: by.person,
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::actor::Seat;

    #[test]
    fn a_year_is_closed_once_by_the_approver_when_it_is_over_and_nothing_is_open() {
        let unit = UnitId(Uuid::from_u128(1));
        let with = |duty| Actor {
            person: PersonId(Uuid::from_u128(2)),
            seats: vec![Seat { unit, duty }],
            stands_in: Vec::new(),
        };
        let pi = with(Duty::Approve);
        let year = Year {
            unit,
            seat: unit,
            year: 2025,
            running: 2026,
            archived: false,
            open: Vec::new(),
        };
        assert!(year.close(&pi).is_ok());
        assert!(year.close(&with(Duty::Draft)).is_err());
        let refused = |change: fn(&mut Year)| {
            let mut other = year.clone();
            change(&mut other);
            other.close(&pi).unwrap_err()
        };
        assert_eq!(refused(|year| year.archived = true), Refusal::Archived(2025));
        assert_eq!(refused(|year| year.running = 2025), Refusal::YearNotOver(2025));
        assert_eq!(
            refused(|year| year.open = vec!["示例事项".into()]),
            Refusal::Open(vec!["示例事项".into()])
        );
    }
}

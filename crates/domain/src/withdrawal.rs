//! The withdrawal (撤回) of what was released: one person asks, another with the authority to approve confirms. From
//! then on nobody reads the text, and a tombstone stays where it was.

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Seat};
use crate::admission;
use crate::ids::{DisclosureId, PersonId, UnitId, WithdrawalId};
use crate::plan::reason;
use crate::refusal::{PlanRefusal, WithdrawalRefusal as Refusal};
use crate::words::{Duty, Ground};

/// The duties with which somebody may ask; whoever only supervises tells somebody else.
const ASKING: [Duty; 5] = [
    Duty::Draft,
    Duty::Secrecy,
    Duty::Check,
    Duty::Legal,
    Duty::Approve,
];

impl Ground {
    /// Whether even the title must not be read any more.
    #[must_use]
    pub fn hides_title(self) -> bool {
        matches!(self, Self::PersonalData | Self::NotForDisclosure)
    }
}

/// Somebody asked that a disclosure be withdrawn, with all its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Request {
    /// Its id.
    pub id: WithdrawalId,
    /// The newest version.
    pub disclosure: DisclosureId,
    /// On which ground.
    pub ground: Ground,
    /// Why, in words that readers of the tombstone see.
    pub words: String,
    /// Who asked.
    pub by: PersonId,
}

/// The withdrawal itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Confirmation {
    /// Of which request.
    pub request: WithdrawalId,
    /// Who confirmed.
    pub by: PersonId,
    /// For which unit.
    pub unit: UnitId,
}

/// The request was declined: what was released stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Declination {
    /// Which request.
    pub request: WithdrawalId,
    /// Who declined.
    pub by: PersonId,
    /// Why.
    pub words: String,
}

/// A disclosure as the rules of withdrawal see it.
#[derive(Clone, Debug)]
pub struct Released {
    /// The newest version.
    pub disclosure: DisclosureId,
    /// Its unit.
    pub unit: UnitId,
    /// Where the authority to approve it sits.
    pub seat: UnitId,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// The request that waits for an answer, and who asked.
    pub asked: Option<(WithdrawalId, PersonId)>,
}

impl Released {
    /// Asks for its withdrawal.
    pub fn ask(
        &self,
        id: WithdrawalId,
        (ground, words): (Option<Ground>, &str),
        by: &Actor,
    ) -> Result<Request, Refusal> {
        self.may_ask(by)?;
        let ground = ground.ok_or(Refusal::GroundMissing)?;
        Ok(Request {
            id,
            disclosure: self.disclosure,
            ground,
            words: readable(words)?,
            by: by.person,
        })
    }

    /// Whether somebody may ask now.
    pub fn may_ask(&self, by: &Actor) -> Result<(), Refusal> {
        let takes_part = ASKING.iter().any(|duty| by.sits(self.unit, *duty));
        if !takes_part && !by.sits(self.seat, Duty::Approve) {
            return Err(PlanRefusal::DutyMissing(Duty::Draft).into());
        }
        if self.withdrawn {
            return Err(Refusal::Withdrawn);
        }
        if self.asked.is_some() {
            return Err(Refusal::AskedAlready);
        }
        Ok(())
    }

    /// Withdraws it, as was asked by somebody else.
    pub fn confirm(&self, by: &Actor) -> Result<Confirmation, Refusal> {
        Ok(Confirmation {
            request: self.may_answer(by)?,
            by: by.person,
            unit: self.seat,
        })
    }

    /// Leaves it where it is, and says why.
    pub fn decline(&self, words: &str, by: &Actor) -> Result<Declination, Refusal> {
        Ok(Declination {
            request: self.may_answer(by)?,
            by: by.person,
            words: readable(words)?,
        })
    }

    /// The request that somebody may answer now.
    pub fn may_answer(&self, by: &Actor) -> Result<WithdrawalId, Refusal> {
        if !by.sits(self.seat, Duty::Approve) {
            return Err(PlanRefusal::DutyMissing(Duty::Approve).into());
        }
        let (request, asker) = self.asked.ok_or(Refusal::NothingAsked)?;
        let seat = Seat {
            unit: self.seat,
            duty: Duty::Approve,
        };
        if by.is_hand_of(seat, asker) {
            return Err(Refusal::OwnRequest);
        }
        Ok(request)
    }
}

/// Words that others will read: some, not too many, and nothing that must not be disclosed.
fn readable(words: &str) -> Result<String, Refusal> {
    let words = reason(words)?;
    if words.is_empty() {
        return Err(Refusal::WordsMissing);
    }
    let forbidden = admission::forbidden(&words);
    if !forbidden.is_empty() {
        return Err(PlanRefusal::NotAdmitted(forbidden).into());
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const UNIT: UnitId = UnitId(Uuid::from_u128(1));

    fn released() -> Released {
        Released {
            disclosure: DisclosureId(Uuid::from_u128(2)),
            unit: UNIT,
            seat: UNIT,
            withdrawn: false,
            asked: None,
        }
    }

    fn somebody(number: u128, duty: Duty) -> Actor {
        Actor {
            person: PersonId(Uuid::from_u128(number)),
            seats: vec![Seat { unit: UNIT, duty }],
            stands_in: Vec::new(),
        }
    }

    #[test]
    fn whoever_stands_in_for_the_asker_does_not_confirm_either() {
        let pi = somebody(10, Duty::Approve);
        let mut dai = somebody(12, Duty::Approve);
        dai.stands_in = vec![(dai.seats[0], pi.person)];
        assert_eq!(asked(&pi).confirm(&dai), Err(Refusal::OwnRequest));
        // with a seat of their own they answer for themselves
        dai.seats.push(dai.seats[0]);
        assert!(asked(&pi).confirm(&dai).is_ok());
    }

    fn asked(by: &Actor) -> Released {
        let id = WithdrawalId(Uuid::from_u128(3));
        Released {
            asked: Some((id, by.person)),
            ..released()
        }
    }

    #[test]
    fn whoever_asks_does_not_confirm_and_whoever_confirms_has_the_authority() {
        let (pi, shu) = (somebody(10, Duty::Approve), somebody(11, Duty::Approve));
        let mara = somebody(12, Duty::Draft);
        assert_eq!(asked(&pi).confirm(&pi), Err(Refusal::OwnRequest));
        assert!(asked(&pi).confirm(&shu).is_ok());
        assert!(asked(&pi).confirm(&mara).is_err());
        assert_eq!(released().confirm(&pi), Err(Refusal::NothingAsked));
    }

    #[test]
    fn only_who_takes_part_asks_once_with_a_ground_and_words() {
        let id = WithdrawalId(Uuid::from_u128(3));
        let mara = somebody(12, Duty::Draft);
        let ground = Some(Ground::Wrong);
        assert!(released().ask(id, (ground, "金额写错。"), &mara).is_ok());
        assert_eq!(
            released().ask(id, (None, "金额写错。"), &mara),
            Err(Refusal::GroundMissing)
        );
        assert_eq!(
            released().ask(id, (ground, " "), &mara),
            Err(Refusal::WordsMissing)
        );
        assert!(released().ask(id, (ground, "手机 13800001234"), &mara).is_err());
        assert_eq!(asked(&mara).may_ask(&mara), Err(Refusal::AskedAlready));
        for duty in [Duty::Supervise, Duty::Discipline, Duty::Administer] {
            assert!(released().may_ask(&somebody(13, duty)).is_err(), "{duty:?}");
        }
        let gone = Released {
            withdrawn: true,
            ..released()
        };
        assert_eq!(gone.may_ask(&mara), Err(Refusal::Withdrawn));
    }
}

//! The withdrawal (撤回) of what was released: one person asks, another with the authority to approve confirms. From
//! then on nobody reads the text, and a tombstone stays where it was.

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Crew, Seat, Sitting};
use crate::admission;
use crate::ids::{ContentId, DisclosureId, PersonId, UnitId, WithdrawalId};
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
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
}

/// Whoever asked took the request back: what was released stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TakenBack {
    /// Which request.
    pub request: WithdrawalId,
    /// Who asked, and took it back.
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
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
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
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
    /// Why.
    pub words: String,
}

/// What was withdrawn was destroyed (抹除): its texts, its files and the key to its leaf in the ledger. That it was
/// there stays, and so does this record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Erasure {
    /// The request on which it was withdrawn.
    pub request: WithdrawalId,
    /// Every edition that was written of it.
    pub contents: Vec<ContentId>,
    /// Why.
    pub words: String,
    /// Who destroyed it.
    pub by: PersonId,
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
}

/// A withdrawal that was carried out, as the rule of erasure sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its request.
    pub asked: Asked,
    /// On which ground.
    pub ground: Ground,
    /// Whether what it withdrew was destroyed already.
    pub erased: bool,
}

/// A request that waits for its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub request: WithdrawalId,
    /// Who asked.
    pub by: PersonId,
    /// In whose place, if not in their own.
    pub for_whom: Option<PersonId>,
}

impl Asked {
    /// Neither who asked nor in whose place they did answers.
    fn hands(&self) -> Vec<PersonId> {
        [Some(self.by), self.for_whom].into_iter().flatten().collect()
    }
}

/// A disclosure as the rules of withdrawal see it.
#[derive(Clone, Debug)]
pub struct Released {
    /// The newest version.
    pub disclosure: DisclosureId,
    /// Its unit.
    pub unit: UnitId,
    /// Where the authority to approve it sits.
    pub authority: UnitId,
    /// Its unit and every unit above it, from the nearest.
    pub line: Vec<UnitId>,
    /// Who has which duty there today.
    pub crew: Crew,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// The request that waits for an answer.
    pub asked: Option<Asked>,
    /// The withdrawal that was carried out last.
    pub done: Option<Done>,
}

impl Released {
    /// Where the request is answered today: where the authority to approve sits, or, when nobody there may answer,
    /// in the next unit above where somebody may. As long as nobody can, it waits where the authority is.
    #[must_use]
    pub fn seat(&self) -> UnitId {
        let mut above = self.line.iter().skip_while(|unit| **unit != self.authority);
        above
            .find(|unit| self.answerers(**unit).next().is_some())
            .copied()
            .unwrap_or(self.authority)
    }

    /// Who could answer the request in a unit today: its approvers, but not for whoever asked.
    pub fn answerers(&self, unit: UnitId) -> impl Iterator<Item = &Sitting> {
        let hands = self.asked.map(|asked| asked.hands()).unwrap_or_default();
        self.crew.on(unit, Duty::Approve).filter(move |one| {
            !hands.contains(&one.person) && one.for_whom.is_none_or(|absent| !hands.contains(&absent))
        })
    }

    /// Asks for its withdrawal.
    pub fn ask(
        &self,
        id: WithdrawalId,
        (ground, words): (Option<Ground>, &str),
        by: &Actor,
    ) -> Result<Request, Refusal> {
        let for_whom = self.asker(by)?;
        let ground = ground.ok_or(Refusal::GroundMissing)?;
        Ok(Request {
            id,
            disclosure: self.disclosure,
            ground,
            words: readable(words)?,
            by: by.person,
            for_whom,
        })
    }

    /// Whether somebody may ask now.
    pub fn may_ask(&self, by: &Actor) -> Result<(), Refusal> {
        self.asker(by).map(drop)
    }

    fn asker(&self, by: &Actor) -> Result<Option<PersonId>, Refusal> {
        let unit = self.unit;
        let here = ASKING.into_iter().map(|duty| Seat { unit, duty });
        let seats: Vec<_> = here.chain([approves(self.authority)]).collect();
        if !seats.iter().any(|seat| by.seats.contains(seat)) {
            return Err(PlanRefusal::DutyMissing(Duty::Draft).into());
        }
        if self.withdrawn {
            return Err(Refusal::Withdrawn);
        }
        if self.asked.is_some() {
            return Err(Refusal::AskedAlready);
        }
        Ok(by.in_place_of(seats))
    }

    /// Takes the request back, as long as nobody answered it.
    pub fn take_back(&self, by: &Actor) -> Result<TakenBack, Refusal> {
        let asked = self.asked.ok_or(Refusal::NothingAsked)?;
        if asked.by != by.person {
            return Err(Refusal::NotYours);
        }
        Ok(TakenBack {
            request: asked.request,
            by: by.person,
        })
    }

    /// Withdraws it, as was asked by somebody else.
    pub fn confirm(&self, by: &Actor) -> Result<Confirmation, Refusal> {
        let (request, for_whom) = self.answerer(by)?;
        Ok(Confirmation {
            request,
            by: by.person,
            for_whom,
            unit: self.seat(),
        })
    }

    /// Leaves it where it is, and says why.
    pub fn decline(&self, words: &str, by: &Actor) -> Result<Declination, Refusal> {
        let (request, for_whom) = self.answerer(by)?;
        Ok(Declination {
            request,
            by: by.person,
            for_whom,
            words: readable(words)?,
        })
    }

    /// Destroys what was withdrawn. Only what must not be read at all: whatever else went wrong stays, so that nobody
    /// destroys what speaks against them. Neither does whoever asked for the withdrawal.
    pub fn erase(&self, contents: Vec<ContentId>, words: &str, by: &Actor) -> Result<Erasure, Refusal> {
        let (done, for_whom) = self.eraser(by)?;
        Ok(Erasure {
            request: done.asked.request,
            contents,
            words: readable(words)?,
            by: by.person,
            for_whom,
        })
    }

    /// Whether somebody may destroy it now.
    pub fn may_erase(&self, by: &Actor) -> Result<(), Refusal> {
        self.eraser(by).map(drop)
    }

    fn eraser(&self, by: &Actor) -> Result<(Done, Option<PersonId>), Refusal> {
        let done = self
            .done
            .filter(|_| self.withdrawn)
            .ok_or(Refusal::NotWithdrawn)?;
        if !by.sits(self.authority, Duty::Approve) {
            return Err(PlanRefusal::DutyMissing(Duty::Approve).into());
        }
        if done.erased {
            return Err(Refusal::Erased);
        }
        if !done.ground.hides_title() {
            return Err(Refusal::GroundKeeps);
        }
        let for_whom =
            by.acts_apart_from(approves(self.authority), &done.asked.hands(), Refusal::OwnErasure)?;
        Ok((done, for_whom))
    }

    /// Whether somebody may answer the request now.
    pub fn may_answer(&self, by: &Actor) -> Result<(), Refusal> {
        self.answerer(by).map(drop)
    }

    /// The request that somebody may answer now, and in whose place they do.
    fn answerer(&self, by: &Actor) -> Result<(WithdrawalId, Option<PersonId>), Refusal> {
        let asked = self.asked.ok_or(Refusal::NothingAsked)?;
        if asked.by == by.person {
            return Err(Refusal::OwnRequest);
        }
        let seat = self.seat();
        if !by.sits(seat, Duty::Approve) {
            return Err(PlanRefusal::DutyMissing(Duty::Approve).into());
        }
        let for_whom = by.acts_apart_from(approves(seat), &asked.hands(), Refusal::OwnRequest)?;
        Ok((asked.request, for_whom))
    }
}

fn approves(unit: UnitId) -> Seat {
    Seat {
        unit,
        duty: Duty::Approve,
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
        return Err(PlanRefusal::WordsUnfit(forbidden).into());
    }
    Ok(words)
}

#[cfg(test)]
mod tests;

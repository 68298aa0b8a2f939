//! Likeness (雷同): what a text has in common with another one. The platform shows it and judges nothing: the drafter
//! explains, the unit answers, and somebody who supervises and has no part in it closes.

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Seat};
use crate::admission;
use crate::ids::{DisclosureId, PersonId, PlanId, UnitId};
use crate::plan::{Plan, reason};
use crate::refusal::{LikenessRefusal as Refusal, PlanRefusal};
use crate::words::{Duty, words};

words! {
    /// How a text came by what it shares.
    Kind {
        /// 与外单位相同，未注明出处
        Copy = "copy",
        /// 许多单位共用
        Mass = "mass",
        /// 沿用本单位旧文
        Own = "own",
        /// 答复相同
        Reply = "reply",
        /// 已注明出处
        Credited = "credited",
    }

    /// What a supervisor found.
    Outcome {
        /// 合理沿用
        Reasonable = "reasonable",
        /// 借用他人，已提醒
        Borrowed = "borrowed",
        /// 须修改重发
        ToMend = "to_mend",
    }

    /// Where a finding stands.
    Standing {
        /// 待答复
        Open = "open",
        /// 已答复
        Answered = "answered",
        /// 已办结
        Closed = "closed",
    }
}

/// What somebody did about a likeness.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// A drafter said why a draft is alike to another text.
    Explained(Explained),
    /// A unit said so of what it disclosed.
    Answered(Answered),
    /// Somebody who supervises looked into it.
    Closed(Closed),
}

/// Why a draft is alike to what was disclosed elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Explained {
    /// The draft.
    pub plan: PlanId,
    /// Which edition was before the drafter.
    pub edition: i64,
    /// What it is alike to.
    pub source: DisclosureId,
    /// Why.
    pub words: String,
    /// Who says so.
    pub by: PersonId,
    /// In whose place, if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
}

/// Why something disclosed is alike to another disclosure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Answered {
    /// What was disclosed.
    pub disclosure: DisclosureId,
    /// What it is alike to.
    pub source: DisclosureId,
    /// Why.
    pub words: String,
    /// Who answers.
    pub by: PersonId,
    /// In whose place, if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
}

/// What came of looking into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Closed {
    /// What was disclosed.
    pub disclosure: DisclosureId,
    /// What it is alike to.
    pub source: DisclosureId,
    /// What was found.
    pub outcome: Outcome,
    /// In words.
    pub words: String,
    /// Who closes it.
    pub by: PersonId,
    /// In whose place, if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
}

/// A finding as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was disclosed.
    pub disclosure: DisclosureId,
    /// What it is alike to.
    pub source: DisclosureId,
    /// The unit that disclosed it and every unit above, from the nearest.
    pub line: Vec<UnitId>,
    /// Where it stands.
    pub standing: Standing,
    /// Everybody who wrote, reviewed or approved the text, or answered for it.
    pub hands: Vec<PersonId>,
}

/// Says why a draft is alike to another text.
pub fn explain(plan: &Plan, source: DisclosureId, words: &str, by: &Actor) -> Result<Explained, Refusal> {
    plan.may_edit(by)?;
    let seat = Seat {
        unit: plan.unit,
        duty: Duty::Draft,
    };
    Ok(Explained {
        plan: plan.id,
        edition: plan.edition,
        source,
        words: readable(words)?,
        by: by.person,
        for_whom: by.in_place_of([seat]),
    })
}

/// Whether somebody sees what is alike in a unit: who works there, who supervises, and the discipline bodies above.
#[must_use]
pub fn may_see(actor: &Actor, line: &[UnitId]) -> bool {
    line.first().is_some_and(|unit| actor.works_in(*unit)) || oversees(actor, line).is_some()
}

/// With which seat somebody looks into what a unit has in common with others.
fn oversees(actor: &Actor, line: &[UnitId]) -> Option<Seat> {
    let seats = actor.seats.iter().copied();
    let oversees = |seat: &Seat| match seat.duty {
        Duty::Supervise => true,
        Duty::Discipline => line.contains(&seat.unit),
        _ => false,
    };
    seats.into_iter().find(oversees)
}

impl Found {
    /// The unit's own words about it; they open it again when it was closed.
    pub fn answer(&self, words: &str, by: &Actor) -> Result<Answered, Refusal> {
        let unit = self.works_there(by)?;
        let seats: Vec<_> = by
            .seats
            .iter()
            .copied()
            .filter(|seat| seat.unit == unit)
            .collect();
        Ok(Answered {
            disclosure: self.disclosure,
            source: self.source,
            words: readable(words)?,
            by: by.person,
            for_whom: by.in_place_of(seats),
        })
    }

    /// Whether somebody may answer for the unit.
    pub fn may_answer(&self, by: &Actor) -> Result<(), Refusal> {
        self.works_there(by).map(drop)
    }

    /// Closes it.
    pub fn close(&self, outcome: Option<Outcome>, words: &str, by: &Actor) -> Result<Closed, Refusal> {
        let for_whom = self.closer(by)?;
        Ok(Closed {
            disclosure: self.disclosure,
            source: self.source,
            outcome: outcome.ok_or(Refusal::OutcomeMissing)?,
            words: readable(words)?,
            by: by.person,
            for_whom,
        })
    }

    /// Whether somebody may close it now.
    pub fn may_close(&self, by: &Actor) -> Result<(), Refusal> {
        self.closer(by).map(drop)
    }

    fn works_there(&self, by: &Actor) -> Result<UnitId, Refusal> {
        let unit = self.line.first().copied().filter(|unit| by.works_in(*unit));
        unit.ok_or_else(|| PlanRefusal::DutyMissing(Duty::Draft).into())
    }

    /// In whose place somebody closes it.
    fn closer(&self, by: &Actor) -> Result<Option<PersonId>, Refusal> {
        let seat = oversees(by, &self.line).ok_or(Refusal::NotSupervising)?;
        if self.line.first().is_some_and(|unit| by.sits(*unit, Duty::Draft)) {
            return Err(Refusal::DraftsThere);
        }
        if self.standing == Standing::Closed {
            return Err(Refusal::ClosedAlready);
        }
        by.acts_apart_from(seat, &self.hands, Refusal::HadAHand)
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

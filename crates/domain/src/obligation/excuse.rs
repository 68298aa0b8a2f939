//! 免于公开: the unit asks not to disclose what it owes, with a reason; the superior's approver answers.

use serde::{Deserialize, Serialize};

use super::{About, Obligation, State};
use crate::actor::{Actor, Seat};
use crate::admission;
use crate::ids::{ExcuseId, PersonId, UnitId};
use crate::refusal::ObligationRefusal as Refusal;
use crate::time::Timestamp;
use crate::words::{Duty, Track};

/// The longest reason or answer, in characters.
const LONGEST: usize = 2000;

/// What a unit asked, and the answer once there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excuse {
    /// Its id.
    pub id: ExcuseId,
    /// Whose obligation.
    pub unit: UnitId,
    /// Of which track.
    pub track: Track,
    /// Of which entry.
    pub entry: String,
    /// For what.
    pub about: About,
    /// Why it should not be disclosed.
    pub reason: String,
    /// Who asked.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<Ruled>,
}

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruled {
    /// Whether it need not be disclosed.
    pub consents: bool,
    /// In words.
    pub words: String,
    /// Who answered.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// The decision on what a unit asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Ruling {
    /// On what.
    pub excuse: ExcuseId,
    /// The answer.
    pub ruled: Ruled,
}

impl Excuse {
    /// Asks to be excused from an obligation.
    pub fn ask(
        id: ExcuseId,
        unit: UnitId,
        obligation: &Obligation,
        reason: &str,
        (by, now): (&Actor, Timestamp),
    ) -> Result<Self, Refusal> {
        if !by.sits(unit, Duty::Draft) {
            return Err(Refusal::DutyMissing(Duty::Draft));
        }
        if matches!(obligation.state, State::Fulfilled { .. } | State::Excused) {
            return Err(Refusal::NotOpen);
        }
        if obligation.is_asked() {
            return Err(Refusal::Asked);
        }
        Ok(Self {
            id,
            unit,
            track: obligation.rule.track,
            entry: obligation.rule.entry.clone(),
            about: obligation.about,
            reason: words(reason)?,
            by: by.person,
            at: now,
            ruling: None,
        })
    }

    /// Consents or declines, for the unit above or, at the root, for the unit itself.
    pub fn rule(
        &self,
        superior: Option<UnitId>,
        (consents, answer): (bool, &str),
        (by, now): (&Actor, Timestamp),
    ) -> Result<Ruling, Refusal> {
        if !may_rule(by, self.unit, superior) {
            return Err(Refusal::DutyMissing(Duty::Approve));
        }
        let seat = Seat {
            unit: superior.unwrap_or(self.unit),
            duty: Duty::Approve,
        };
        if by.is_hand_of(seat, self.by) {
            return Err(Refusal::OwnExcuse);
        }
        if self.ruling.is_some() {
            return Err(Refusal::Ruled);
        }
        let ruled = Ruled {
            consents,
            words: words(answer)?,
            by: by.person,
            at: now,
        };
        Ok(Ruling {
            excuse: self.id,
            ruled,
        })
    }
}

/// Whether somebody answers what a unit asks.
#[must_use]
pub fn may_rule(actor: &Actor, unit: UnitId, superior: Option<UnitId>) -> bool {
    actor.sits(superior.unwrap_or(unit), Duty::Approve)
}

/// Whether somebody sees what a unit owes: who works there, who answers for it above, and who supervises.
#[must_use]
pub fn may_see(actor: &Actor, line: &[UnitId]) -> bool {
    let above = [Duty::Approve, Duty::Supervise, Duty::Discipline, Duty::Check];
    actor.has(Duty::Supervise)
        || line.first().is_some_and(|unit| actor.works_in(*unit))
        || actor
            .seats
            .iter()
            .any(|seat| line.contains(&seat.unit) && above.contains(&seat.duty))
}

fn words(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 {
        return Err(Refusal::WordsMissing);
    }
    if LONGEST < length {
        return Err(Refusal::WordsTooLong { length });
    }
    if !crate::text::readable(text) {
        return Err(Refusal::Unreadable);
    }
    let forbidden = admission::forbidden(text);
    if !forbidden.is_empty() {
        return Err(Refusal::NotAdmitted(forbidden));
    }
    Ok(text.to_owned())
}

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
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
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
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
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
        let duty = Duty::Draft;
        if !by.sits(unit, duty) {
            return Err(Refusal::DutyMissing(duty));
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
            for_whom: by.in_place_of([Seat { unit, duty }]),
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
        let for_whom = self.ruler(superior, by)?;
        let ruled = Ruled {
            consents,
            words: words(answer)?,
            by: by.person,
            for_whom,
            at: now,
        };
        Ok(Ruling {
            excuse: self.id,
            ruled,
        })
    }

    /// Whether somebody may answer now.
    pub fn may_rule(&self, superior: Option<UnitId>, by: &Actor) -> Result<(), Refusal> {
        self.ruler(superior, by).map(drop)
    }

    /// In whose place somebody answers; whoever asked, or had it asked in their place, does not.
    fn ruler(&self, superior: Option<UnitId>, by: &Actor) -> Result<Option<PersonId>, Refusal> {
        let seat = Seat {
            unit: superior.unwrap_or(self.unit),
            duty: Duty::Approve,
        };
        if !by.seats.contains(&seat) {
            return Err(Refusal::DutyMissing(seat.duty));
        }
        let hands: Vec<_> = [Some(self.by), self.for_whom].into_iter().flatten().collect();
        let for_whom = by.acts_apart_from(seat, &hands, Refusal::OwnExcuse)?;
        if self.ruling.is_some() {
            return Err(Refusal::Ruled);
        }
        Ok(for_whom)
    }
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
        return Err(Refusal::WordsUnfit(forbidden));
    }
    Ok(text.to_owned())
}

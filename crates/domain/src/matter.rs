//! One thing that is prepared, decided and carried out, and the stages it owes.

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Seat, seat_of_approval};
use crate::admission;
use crate::ids::{MatterId, PersonId, RulebookId, UnitId};
use crate::money::Yuan;
use crate::proposal::LONGEST_TITLE;
use crate::refusal::{FormRefusal, PlanRefusal as Refusal};
use crate::rulebook::Entry;
use crate::text::{name, readable};
use crate::time::Timestamp;
use crate::words::{Duty, Stage, Track};

/// A matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Its id.
    pub id: MatterId,
    /// The unit that answers for it.
    pub unit: UnitId,
    /// The track of its entry.
    pub track: Track,
    /// The rulebook it was opened under; it keeps those rules to its end.
    pub rulebook: RulebookId,
    /// The key of its catalogue entry.
    pub entry: String,
    /// What it is about. Whoever may see one of its disclosures sees this too.
    pub title: String,
    /// How much money it is about, if that was said. A large one goes a stricter way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Yuan>,
    /// Who opened it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Under which rules a matter is opened.
pub struct Rules<'r> {
    /// The rulebook in force.
    pub rulebook: RulebookId,
    /// Its track.
    pub track: Track,
    /// The entry.
    pub entry: &'r Entry,
}

impl Matter {
    /// Registers a matter (立项).
    pub fn open(
        id: MatterId,
        unit: UnitId,
        (title, amount): (&str, Option<Yuan>),
        rules: &Rules<'_>,
        (by, now): (&Actor, Timestamp),
    ) -> Result<Self, Refusal> {
        drafts(by, unit)?;
        let title = titled(title)?;
        Ok(Self {
            id,
            unit,
            track: rules.track,
            rulebook: rules.rulebook,
            entry: rules.entry.key.clone(),
            title,
            amount,
            by: by.person,
            at: now,
        })
    }

    /// Gives it another name: as long as nobody outside the unit has read the one it has, and nobody judges a plan
    /// that was read under it.
    pub fn rename(&self, title: &str, begun: Begun, by: &Actor) -> Result<Renaming, Refusal> {
        drafts(by, self.unit)?;
        if begun.shown {
            return Err(Refusal::MatterShown);
        }
        if begun.judged {
            return Err(Refusal::MatterJudged);
        }
        Ok(Renaming {
            matter: self.id,
            title: titled(title)?,
        })
    }

    /// Strikes out what was registered by mistake (撤销登记), as long as nothing was begun of it.
    pub fn drop(&self, reason: &str, begun: Begun, by: &Actor) -> Result<Dropping, Refusal> {
        drafts(by, self.unit)?;
        if begun.shown || begun.planned || begun.spoken_of {
            return Err(Refusal::MatterBegun);
        }
        Ok(Dropping {
            matter: self.id,
            reason: given(reason)?,
        })
    }

    /// Leaves out a stage, in the open: with a reason, by somebody with the authority to approve who is not the one
    /// that opened the matter.
    pub fn skip(
        &self,
        stage: Stage,
        reason: &str,
        standing: Standing,
        (by, entry): (&Actor, &Entry),
    ) -> Result<Skip, Refusal> {
        let seat = seat_of_approval(entry.authority, self.unit, standing.superior);
        if !by.sits(seat, Duty::Approve) {
            return Err(Refusal::DutyMissing(Duty::Approve));
        }
        let approver = Seat {
            unit: seat,
            duty: Duty::Approve,
        };
        by.acts_apart_from(approver, &[self.by], Refusal::OwnMatter)?;
        if entry.stage(stage).is_none() {
            return Err(Refusal::StageNotOwed(stage));
        }
        if standing.done {
            return Err(Refusal::StageDone(stage));
        }
        if standing.planned {
            return Err(Refusal::StagePlanned(stage));
        }
        Ok(Skip {
            matter: self.id,
            stage,
            reason: given(reason)?,
        })
    }
}

fn drafts(by: &Actor, unit: UnitId) -> Result<(), Refusal> {
    if !by.sits(unit, Duty::Draft) {
        return Err(Refusal::DutyMissing(Duty::Draft));
    }
    Ok(())
}

/// A title as it is stored, or what is wrong with it.
pub fn titled(title: &str) -> Result<String, Refusal> {
    let title = name(title);
    let length = title.chars().count();
    if length == 0 {
        return Err(FormRefusal::NameMissing.into());
    }
    if !readable(&title) {
        return Err(FormRefusal::Unreadable.into());
    }
    if LONGEST_TITLE < length {
        return Err(FormRefusal::NameTooLong { length }.into());
    }
    let forbidden = admission::forbidden(&title);
    if !forbidden.is_empty() {
        return Err(Refusal::WordsUnfit(forbidden));
    }
    Ok(title)
}

/// Why something is not done that was owed, or done no more: others read it.
fn given(reason: &str) -> Result<String, Refusal> {
    let reason = crate::plan::reason(reason)?;
    if reason.is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    let forbidden = admission::forbidden(&reason);
    if !forbidden.is_empty() {
        return Err(Refusal::WordsUnfit(forbidden));
    }
    Ok(reason)
}

/// How far a matter has come that somebody wants to rename or to strike out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Begun {
    /// Whether something of it was released, or a stage left out in the open.
    pub shown: bool,
    /// Whether there is a plan, even a draft.
    pub planned: bool,
    /// Whether a plan is in review or approved.
    pub judged: bool,
    /// Whether the unit asked to be excused from a stage of it, or to withhold one.
    pub spoken_of: bool,
}

/// The decision to call a matter otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Renaming {
    /// Which matter.
    pub matter: MatterId,
    /// What it is called from now on.
    pub title: String,
}

/// The decision to strike a matter out. The journal alone still knows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Dropping {
    /// Which matter.
    pub matter: MatterId,
    /// Why.
    pub reason: String,
}

/// What is known of a stage that somebody wants to leave out.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Whether it was released or left out before.
    pub done: bool,
    /// Whether a plan for it is in review or approved. A draft alone may still be given up.
    pub planned: bool,
    /// The unit above the matter's.
    pub superior: Option<UnitId>,
}

/// The decision to leave out a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Skip {
    /// Of which matter.
    pub matter: MatterId,
    /// Which stage.
    pub stage: Stage,
    /// Why.
    pub reason: String,
}

//! One thing that is prepared, decided and carried out, and the stages it owes.

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::ids::{MatterId, PersonId, RulebookId, UnitId};
use crate::proposal::LONGEST_TITLE;
use crate::refusal::{FormRefusal, PlanRefusal as Refusal};
use crate::rulebook::Entry;
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
        title: &str,
        rules: &Rules<'_>,
        (by, now): (&Actor, Timestamp),
    ) -> Result<Self, Refusal> {
        if !by.sits(unit, Duty::Draft) {
            return Err(Refusal::DutyMissing(Duty::Draft));
        }
        let title = title.trim();
        let length = title.chars().count();
        if length == 0 {
            return Err(FormRefusal::TitleMissing.into());
        }
        if LONGEST_TITLE < length {
            return Err(FormRefusal::TitleTooLong { length }.into());
        }
        Ok(Self {
            id,
            unit,
            track: rules.track,
            rulebook: rules.rulebook,
            entry: rules.entry.key.clone(),
            title: title.to_owned(),
            by: by.person,
            at: now,
        })
    }

    /// Leaves out a stage, in the open: with a reason, by somebody with the authority to approve.
    pub fn skip(
        &self,
        stage: Stage,
        reason: &str,
        done: bool,
        (by, entry): (&Actor, &Entry),
    ) -> Result<Skip, Refusal> {
        if !by.sits(self.unit, Duty::Approve) {
            return Err(Refusal::DutyMissing(Duty::Approve));
        }
        if entry.stage(stage).is_none() {
            return Err(Refusal::StageNotOwed(stage));
        }
        if done {
            return Err(Refusal::StageDone(stage));
        }
        let reason = crate::plan::reason(reason)?;
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        Ok(Skip {
            matter: self.id,
            stage,
            reason,
        })
    }
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

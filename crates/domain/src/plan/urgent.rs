//! 加急先行公开: one approver releases before the whole review is through, and a second person confirms afterwards. The
//! secrecy review and the last gate are never passed over.

use serde::{Deserialize, Serialize};

use super::{Admission, Plan, State, capacity, reason};
use crate::actor::{Actor, Seat};
use crate::content::Commitment;
use crate::ids::{PersonId, PlanId, UnitId};
use crate::refusal::{PlanRefusal, UrgentRefusal as Refusal};
use crate::rulebook::{Entry, Urgent};
use crate::time::Timestamp;
use crate::words::{Duty, ReviewKind};

/// The approval of exact bytes whose review is not through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UrgentApproval {
    /// The plan.
    pub plan: PlanId,
    /// Which edition.
    pub edition: i64,
    /// What binds its bytes.
    pub commitment: Commitment,
    /// Who approved.
    pub by: PersonId,
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
    /// Why it cannot wait.
    pub reason: String,
    /// Until when somebody else is to confirm it.
    pub confirm_by: Timestamp,
}

/// A second person confirmed an urgent release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UrgentConfirmation {
    /// The plan.
    pub plan: PlanId,
    /// Which edition.
    pub edition: i64,
    /// Who confirmed.
    pub by: PersonId,
    /// In words, if any.
    pub words: String,
}

/// What is known of the urgent release of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urgency {
    /// Which edition.
    pub edition: i64,
    /// Who released it.
    pub by: PersonId,
    /// In whose place.
    pub for_whom: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// Why it could not wait.
    pub reason: String,
    /// Until when it is to be confirmed.
    pub confirm_by: Timestamp,
    /// Who confirmed it, when, and in which words.
    pub confirmed: Option<(PersonId, Timestamp, String)>,
}

impl Plan {
    /// Whether somebody may release the present bytes before the whole review is through.
    pub fn may_release_urgently(&self, by: &Actor, (entry, rule): (&Entry, &Urgent)) -> Result<(), Refusal> {
        self.releaser(by, (entry, rule)).map(drop)
    }

    fn releaser(
        &self,
        by: &Actor,
        (entry, rule): (&Entry, &Urgent),
    ) -> Result<(Option<PersonId>, u32), Refusal> {
        if self.state != State::InReview {
            return Err(self.wrong_state().into());
        }
        let seat = Seat {
            unit: self.seat_of_approval(entry),
            duty: Duty::Approve,
        };
        let for_whom = capacity(by, seat, |person| self.had_a_hand(person))?;
        let hours = match rule {
            Urgent::Within { hours } => *hours,
            Urgent::Not { why } => return Err(Refusal::NotAllowed(why.clone())),
        };
        // one after the other, or a confirmation could be put off for ever
        if self.unconfirmed().is_some() {
            return Err(Refusal::EarlierUnconfirmed);
        }
        let missing = self.missing(entry);
        if missing.contains(&ReviewKind::Secrecy) {
            return Err(PlanRefusal::ReviewMissing(ReviewKind::Secrecy).into());
        }
        if missing.is_empty() && !self.awaits_endorsement(entry) {
            return Err(Refusal::NothingMissing);
        }
        Ok((for_whom, hours))
    }

    /// Approves the bytes the approver saw, to be released at once.
    pub fn release_urgently(
        &self,
        (seen, words): (i64, &str),
        (admission, now): (Admission, Timestamp),
        by: &Actor,
        (entry, rule): (&Entry, &Urgent),
    ) -> Result<UrgentApproval, Refusal> {
        let (for_whom, hours) = self.releaser(by, (entry, rule))?;
        self.fresh(seen)?;
        let words = reason(words)?;
        if words.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        if now < admission.map_err(PlanRefusal::NotAdmitted)? {
            return Err(Refusal::Later);
        }
        Ok(UrgentApproval {
            plan: self.id,
            edition: self.edition,
            commitment: self.sealed.commitment,
            by: by.person,
            for_whom,
            reason: words,
            confirm_by: now.plus_seconds(i64::from(hours) * 3600),
        })
    }

    /// Whether the present bytes were approved before their review was through.
    #[must_use]
    pub(super) fn is_urgent(&self) -> bool {
        self.urgency
            .as_ref()
            .is_some_and(|urgency| urgency.edition == self.edition)
    }

    /// The urgent release that waits for its confirmation.
    #[must_use]
    pub fn unconfirmed(&self) -> Option<&Urgency> {
        self.urgency.as_ref().filter(|urgency| {
            // while a correction is on its way, what it corrects is still on display
            let shown = match self.state {
                State::Released => urgency.edition == self.edition,
                _ => self.corrects.is_some(),
            };
            shown && urgency.confirmed.is_none()
        })
    }

    /// Whether somebody may confirm an urgent release: an approver of the unit, of the unit that decided, or of the one
    /// above it, or whoever checks in the unit; never who released it, nor who wrote any of it.
    pub fn may_confirm_urgent(&self, by: &Actor, entry: &Entry) -> Result<(), Refusal> {
        let urgency = self.unconfirmed().ok_or(Refusal::NothingToConfirm)?;
        let decided = self.seat_of_approval(entry);
        let above = self.above_of(decided);
        let approve = |unit| Seat {
            unit,
            duty: Duty::Approve,
        };
        let check = Seat {
            unit: self.unit,
            duty: Duty::Check,
        };
        let seats = [approve(self.unit), approve(decided), check]
            .into_iter()
            .chain(above.map(approve));
        let released_it = |person| person == urgency.by || urgency.for_whom == Some(person);
        let mut refusal = PlanRefusal::DutyMissing(Duty::Approve).into();
        for seat in seats {
            let barred = |person| {
                let own = released_it(person).then_some(PlanRefusal::ReviewedAlready);
                own.or_else(|| self.own_draft(person))
            };
            match capacity(by, seat, barred) {
                Ok(_) => return Ok(()),
                Err(PlanRefusal::DutyMissing(_)) => {}
                Err(PlanRefusal::ReviewedAlready) => refusal = Refusal::OwnRelease,
                Err(other) => refusal = other.into(),
            }
        }
        Err(refusal)
    }

    fn above_of(&self, unit: UnitId) -> Option<UnitId> {
        let place = self.line.iter().position(|one| *one == unit)?;
        self.line.get(place + 1).copied()
    }

    /// Confirms the urgent release of the edition that whoever confirms has seen.
    pub fn confirm_urgent(
        &self,
        (seen, words): (i64, &str),
        (by, entry): (&Actor, &Entry),
    ) -> Result<UrgentConfirmation, Refusal> {
        self.may_confirm_urgent(by, entry)?;
        let urgency = self.unconfirmed().ok_or(Refusal::NothingToConfirm)?;
        if seen != urgency.edition {
            let now = urgency.edition;
            return Err(PlanRefusal::Stale { seen, now }.into());
        }
        Ok(UrgentConfirmation {
            plan: self.id,
            edition: urgency.edition,
            by: by.person,
            words: reason(words)?,
        })
    }
}

//! Who decides: the unit's approver, or, beyond the unit's authority, the nearest one above who can; then the unit's
//! approver gives a view first.

use super::{Admission, Approval, Endorsed, Endorsement, Plan, Return, State, capacity, reason};
use crate::actor::{Actor, Seat, Sitting};
use crate::ids::{PersonId, UnitId};
use crate::refusal::PlanRefusal as Refusal;
use crate::rulebook::Entry;
use crate::time::Timestamp;
use crate::words::{Authority, Duty};

impl Plan {
    /// Where the authority to approve this plan sits today. Beyond the unit's own it goes up by itself: to the first
    /// unit above where somebody can decide it, and as long as nobody can, it waits with the superior.
    #[must_use]
    pub fn seat_of_approval(&self, entry: &Entry) -> UnitId {
        let above = self.above(entry);
        let decides = above.iter().find(|unit| self.deciders(**unit).next().is_some());
        decides.or(above.first()).copied().unwrap_or(self.unit)
    }

    /// Whether it goes up, since the unit has no authority of its own here.
    #[must_use]
    pub fn goes_up(&self, entry: &Entry) -> bool {
        !self.above(entry).is_empty()
    }

    fn above(&self, entry: &Entry) -> &[UnitId] {
        match entry.authority {
            Authority::Unit => &[],
            Authority::Superior => self.line.get(1..).unwrap_or_default(),
        }
    }

    /// Who could decide on the present bytes in a unit: its approvers that had no hand in them.
    pub(super) fn deciders(&self, unit: UnitId) -> impl Iterator<Item = &Sitting> {
        let free = |person| self.had_a_hand(person).is_none();
        self.crew
            .on(unit, Duty::Approve)
            .filter(move |sitting| free(sitting.person) && sitting.for_whom.is_none_or(free))
    }

    /// Who could give the unit's view; who decides above gives none.
    pub(super) fn endorsers(&self, entry: &Entry) -> impl Iterator<Item = &Sitting> {
        let seat = self.seat_of_approval(entry);
        self.deciders(self.unit)
            .filter(move |one| seat != self.unit && !self.decides_in(seat, one.person))
    }

    fn decides_in(&self, seat: UnitId, person: PersonId) -> bool {
        self.crew
            .on(seat, Duty::Approve)
            .any(|above| above.person == person)
    }

    /// The view of the unit on the bytes as they are now.
    #[must_use]
    pub fn endorsement(&self) -> Option<&Endorsed> {
        let on = |view: &&Endorsed| view.edition == self.edition && view.commitment == self.sealed.commitment;
        self.endorsements.iter().find(on)
    }

    /// Whether the unit's view is still missing although somebody could give it.
    #[must_use]
    pub fn awaits_endorsement(&self, entry: &Entry) -> bool {
        self.endorsement().is_none() && self.endorsers(entry).next().is_some()
    }

    /// Nobody decides on what they wrote or judged before, nor has it decided by whoever stands in for them.
    pub(super) fn had_a_hand(&self, person: PersonId) -> Option<Refusal> {
        self.own_draft(person)
            .or_else(|| self.has_judged(person).then_some(Refusal::ReviewedAlready))
    }

    /// Whether somebody gave an opinion or the unit's view on the present bytes, or had it given in their place.
    pub(super) fn has_judged(&self, person: PersonId) -> bool {
        let signed = |by: PersonId, for_whom: Option<PersonId>| by == person || for_whom == Some(person);
        self.standing().any(|it| signed(it.by, it.for_whom))
            || self.endorsement().is_some_and(|it| signed(it.by, it.for_whom))
    }

    /// Whether somebody may give the unit's view on a plan that goes up.
    pub fn may_endorse(&self, by: &Actor, entry: &Entry) -> Result<(), Refusal> {
        self.endorser(by, entry).map(drop)
    }

    fn endorser(&self, by: &Actor, entry: &Entry) -> Result<Option<PersonId>, Refusal> {
        if self.state != State::InReview {
            return Err(self.wrong_state());
        }
        let seat = self.seat_of_approval(entry);
        if seat == self.unit {
            return Err(Refusal::DecidedHere);
        }
        let (unit, duty) = (self.unit, Duty::Approve);
        let for_whom = capacity(by, Seat { unit, duty }, |person| self.had_a_hand(person))?;
        if self.decides_in(seat, by.person) {
            return Err(Refusal::DecidesAbove);
        }
        if self.endorsement().is_some() {
            return Err(Refusal::EndorsedAlready);
        }
        self.complete(entry)?;
        Ok(for_whom)
    }

    /// Gives the unit's view (同意上报); the superior decides.
    pub fn endorse(
        &self,
        seen: i64,
        words: &str,
        (by, entry): (&Actor, &Entry),
        now: Timestamp,
    ) -> Result<Endorsement, Refusal> {
        let for_whom = self.endorser(by, entry)?;
        self.fresh(seen)?;
        let given = Endorsed {
            edition: self.edition,
            commitment: self.sealed.commitment,
            by: by.person,
            for_whom,
            at: now,
            words: reason(words)?,
        };
        Ok(Endorsement { plan: self.id, given })
    }

    /// Whether somebody may approve the present bytes.
    pub fn may_approve(&self, by: &Actor, entry: &Entry) -> Result<(), Refusal> {
        self.approver(by, entry).map(drop)
    }

    fn approver(&self, by: &Actor, entry: &Entry) -> Result<Option<PersonId>, Refusal> {
        if self.state != State::InReview {
            return Err(self.wrong_state());
        }
        let (unit, duty) = (self.seat_of_approval(entry), Duty::Approve);
        let for_whom = capacity(by, Seat { unit, duty }, |person| self.had_a_hand(person))?;
        self.complete(entry)?;
        if self.awaits_endorsement(entry) {
            return Err(Refusal::EndorsementMissing);
        }
        Ok(for_whom)
    }

    fn complete(&self, entry: &Entry) -> Result<(), Refusal> {
        match self.missing(entry).first() {
            Some(kind) => Err(Refusal::ReviewMissing(*kind)),
            None => Ok(()),
        }
    }

    /// Approves the bytes the approver saw, when the last gate lets them through.
    pub fn approve(
        &self,
        seen: i64,
        words: &str,
        admission: Admission,
        (by, entry): (&Actor, &Entry),
    ) -> Result<Approval, Refusal> {
        let for_whom = self.approver(by, entry)?;
        self.fresh(seen)?;
        let release_at = admission.map_err(Refusal::NotAdmitted)?;
        Ok(Approval {
            plan: self.id,
            edition: self.edition,
            commitment: self.sealed.commitment,
            by: by.person,
            for_whom,
            words: reason(words)?,
            release_at,
        })
    }

    /// Whether somebody with the authority to approve, or to give the unit's view, may send the plan back, or take an
    /// approval back.
    pub fn may_send_back(&self, by: &Actor, entry: &Entry) -> Result<(), Refusal> {
        let seat = self.seat_of_approval(entry);
        if matches!(self.state, State::Approved { .. }) && by.sits(seat, Duty::Approve) {
            // an approval may be taken back as long as nothing was released
            return Ok(());
        }
        // nobody need wait for the others to see that it cannot go on
        let early = |answer| match answer {
            Err(Refusal::ReviewMissing(_) | Refusal::EndorsementMissing) => Ok(()),
            answer => answer,
        };
        let decides = early(self.may_approve(by, entry));
        if decides.is_err() && self.goes_up(entry) && early(self.may_endorse(by, entry)).is_ok() {
            return Ok(());
        }
        decides
    }

    /// Sends the plan back instead, with a reason.
    pub fn send_back(
        &self,
        seen: i64,
        words: &str,
        (by, entry): (&Actor, &Entry),
    ) -> Result<Return, Refusal> {
        self.may_send_back(by, entry)?;
        self.fresh(seen)?;
        let words = reason(words)?;
        if words.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        let seat = |unit| Seat {
            unit,
            duty: Duty::Approve,
        };
        let mut capacities = by.capacities(seat(self.seat_of_approval(entry)));
        capacities.extend(by.capacities(seat(self.unit)));
        Ok(Return {
            plan: self.id,
            edition: self.edition,
            by: by.person,
            for_whom: capacities.into_iter().next().flatten(),
            words,
        })
    }
}

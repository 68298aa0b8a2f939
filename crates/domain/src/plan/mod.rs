//! The way of a plan: drafted, reviewed, approved, admitted, released. Three different persons at least, each
//! opinion on exact bytes; an edit makes new bytes, and the opinions on the old ones no longer count.

use crate::actor::{Actor, Crew, Seat, duty_of};
use crate::content::Sealed;
use crate::ids::{DisclosureId, MatterId, PersonId, PlanId, UnitId};
use crate::proposal::Proposal;
use crate::refusal::{AdmissionRefusal, FormRefusal, PlanRefusal as Refusal};
use crate::rulebook::Entry;
use crate::text::readable;
use crate::time::Timestamp;
use crate::words::{Duty, ReviewKind, Stage};

mod authority;
mod correct;
mod decisions;
mod discard;
mod exhibit;
mod next;
mod pass_on;
mod urgent;

pub use decisions::{
    Approval, Discard, Draft, Endorsed, Endorsement, Given, Nameplate, Opinion, Reassignment, Release,
    Return, Submission,
};
pub use exhibit::Exhibit;
pub use next::{Next, Step};
pub use urgent::{Urgency, UrgentApproval, UrgentConfirmation};

const LONGEST_REASON: usize = 2000;

/// Where a plan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its drafter is at it.
    Draft,
    /// Its reviewers and its approver are.
    InReview,
    /// A reviewer or the approver sent it back.
    Returned,
    /// Approved, waiting for its time.
    Approved {
        /// Who approved.
        by: PersonId,
        /// When it is to be released.
        release_at: Timestamp,
    },
    /// Released.
    Released,
}

impl State {
    /// The state as it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Returned => "returned",
            Self::Approved { .. } => "approved",
            Self::Released => "released",
        }
    }
}

/// A plan as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Of which matter.
    pub matter: MatterId,
    /// The unit of the matter.
    pub unit: UnitId,
    /// The unit and every unit above it, from the nearest: the way of what the unit has no authority for.
    pub line: Vec<UnitId>,
    /// Who has which duty there today.
    pub crew: Crew,
    /// Which stage it discloses.
    pub stage: Stage,
    /// Who began it.
    pub drafter: PersonId,
    /// Everybody who wrote an edition of it, its drafter among them.
    pub authors: Vec<PersonId>,
    /// Where it stands.
    pub state: State,
    /// Since when it stands there.
    pub since: Timestamp,
    /// Counts the drafts, from 1.
    pub edition: i64,
    /// The bytes of this edition.
    pub sealed: Sealed,
    /// The version it corrects, when something was released for this stage before.
    pub corrects: Option<DisclosureId>,
    /// The opinions that were given on any edition, oldest first.
    pub opinions: Vec<Given>,
    /// The views of the unit's approvers on any edition, oldest first.
    pub endorsements: Vec<Endorsed>,
    /// Its newest release that came before the review was through.
    pub urgency: Option<Urgency>,
}

/// What the last gate said: when everything is in order, the moment of release.
pub type Admission = Result<Timestamp, Vec<AdmissionRefusal>>;

impl Plan {
    /// Begins the plan of a stage.
    pub fn draft(
        (plan, matter, unit): (PlanId, MatterId, UnitId),
        stage: Stage,
        proposal: &Proposal,
        sealed: Sealed,
        (by, entry): (&Actor, &Entry),
    ) -> Result<Draft, Refusal> {
        if !by.sits(unit, Duty::Draft) {
            return Err(Refusal::DutyMissing(Duty::Draft));
        }
        if entry.stage(stage).is_none() {
            return Err(Refusal::StageNotOwed(stage));
        }
        well_formed(proposal)?;
        Ok(Draft {
            plan,
            matter,
            stage,
            drafter: by.person,
            author: None,
            edition: 1,
            sealed,
            corrects: None,
        })
    }

    /// Whether somebody may write a new edition now: every drafter of the unit may, not only who began it.
    pub fn may_edit(&self, by: &Actor) -> Result<(), Refusal> {
        self.drafts(by)?;
        match self.state {
            State::Draft | State::Returned | State::InReview => Ok(()),
            State::Approved { .. } | State::Released => Err(self.wrong_state()),
        }
    }

    /// Writes a new edition. Every opinion on the old one is void from here.
    pub fn edit(&self, seen: i64, proposal: &Proposal, sealed: Sealed, by: &Actor) -> Result<Draft, Refusal> {
        self.drafts(by)?;
        self.fresh(seen)?;
        self.may_edit(by)?;
        well_formed(proposal)?;
        Ok(Draft {
            plan: self.id,
            matter: self.matter,
            stage: self.stage,
            drafter: self.drafter,
            author: (by.person != self.drafter).then_some(by.person),
            edition: self.edition + 1,
            sealed,
            corrects: self.corrects,
        })
    }

    /// Sends the draft to its reviewers.
    pub fn submit(&self, seen: i64, (by, entry): (&Actor, &Entry)) -> Result<Submission, Refusal> {
        self.drafts(by)?;
        self.fresh(seen)?;
        match self.state {
            State::Draft | State::Returned if self.standing().any(|opinion| !opinion.agrees) => {
                Err(Refusal::Unchanged)
            }
            State::Draft | State::Returned => Ok(Submission {
                plan: self.id,
                edition: self.edition,
                goes_up: self.goes_up(entry),
            }),
            _ => Err(self.wrong_state()),
        }
    }

    /// Gives an opinion of one kind on the edition the reviewer saw.
    pub fn review(
        &self,
        (seen, kind): (i64, ReviewKind),
        (agrees, words): (bool, &str),
        entry: &Entry,
        (by, now): (&Actor, Timestamp),
    ) -> Result<Opinion, Refusal> {
        let for_whom = self.reviewer(kind, by, entry)?;
        self.fresh(seen)?;
        let words = reason(words)?;
        if !agrees && words.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        let (edition, commitment) = (self.edition, self.sealed.commitment);
        let given = Given {
            edition,
            commitment,
            kind,
            by: by.person,
            for_whom,
            at: now,
            agrees,
            words,
        };
        Ok(Opinion { plan: self.id, given })
    }

    /// Whether somebody may give an opinion of this kind now.
    pub fn may_review(&self, kind: ReviewKind, by: &Actor, entry: &Entry) -> Result<(), Refusal> {
        self.reviewer(kind, by, entry).map(drop)
    }

    fn reviewer(&self, kind: ReviewKind, by: &Actor, entry: &Entry) -> Result<Option<PersonId>, Refusal> {
        if self.state != State::InReview {
            return Err(self.wrong_state());
        }
        if !entry.review.contains(&kind) {
            return Err(Refusal::NotOnTheRoute(kind));
        }
        let (unit, duty) = (self.unit, duty_of(kind));
        let for_whom = capacity(by, Seat { unit, duty }, |person| self.own_draft(person))?;
        if self.standing().any(|opinion| opinion.kind == kind) {
            return Err(Refusal::ReviewGiven(kind));
        }
        Ok(for_whom)
    }

    /// Whoever wrote any edition does not judge the plan, nor has it judged by whoever stands in for them: words of
    /// theirs may stand in every later one.
    fn own_draft(&self, person: PersonId) -> Option<Refusal> {
        let wrote = person == self.drafter || self.authors.contains(&person);
        wrote.then_some(Refusal::OwnDraft)
    }

    /// The opinions on the bytes as they are now.
    pub fn standing(&self) -> impl Iterator<Item = &Given> {
        self.opinions
            .iter()
            .filter(|opinion| opinion.edition == self.edition && opinion.commitment == self.sealed.commitment)
    }

    /// The reviews of the route that the present bytes still lack.
    #[must_use]
    pub fn missing(&self, entry: &Entry) -> Vec<ReviewKind> {
        let given: Vec<_> = self
            .standing()
            .filter(|opinion| opinion.agrees)
            .map(|opinion| opinion.kind)
            .collect();
        entry
            .review
            .iter()
            .copied()
            .filter(|kind| !given.contains(kind))
            .collect()
    }

    /// Releases the approved bytes. The gate is asked again, since days may have passed.
    pub fn release(
        &self,
        nameplate: Nameplate,
        exhibit: &Exhibit<'_>,
        admission: Admission,
        now: Timestamp,
    ) -> Result<Release, Refusal> {
        let State::Approved { by, release_at } = self.state else {
            return Err(self.wrong_state());
        };
        if now < release_at {
            return Err(self.wrong_state());
        }
        let needed = |kind: &&ReviewKind| **kind == ReviewKind::Secrecy || !self.is_urgent();
        if let Some(kind) = self.missing(exhibit.entry).iter().find(needed) {
            return Err(Refusal::ReviewMissing(*kind));
        }
        admission.map_err(Refusal::NotAdmitted)?;
        Ok(Release {
            disclosure: nameplate.disclosure,
            number: nameplate.number,
            plan: self.id,
            sealed: self.sealed,
            by,
            audience: exhibit.audience(now),
            corrects: self.corrects,
            shown_until: exhibit.shown_until(),
        })
    }

    fn drafts(&self, by: &Actor) -> Result<(), Refusal> {
        if !by.sits(self.unit, Duty::Draft) {
            return Err(Refusal::DutyMissing(Duty::Draft));
        }
        Ok(())
    }

    fn fresh(&self, seen: i64) -> Result<(), Refusal> {
        if seen == self.edition {
            return Ok(());
        }
        Err(Refusal::Stale {
            seen,
            now: self.edition,
        })
    }

    fn wrong_state(&self) -> Refusal {
        Refusal::WrongState(self.state.code())
    }
}

/// In whose place somebody acts in a seat: in their own when it is theirs. Neither they nor whoever they stand in for
/// may be barred from it.
fn capacity(
    by: &Actor,
    seat: Seat,
    bar: impl Fn(PersonId) -> Option<Refusal>,
) -> Result<Option<PersonId>, Refusal> {
    let mut refusal = Refusal::DutyMissing(seat.duty);
    for for_whom in by.capacities(seat) {
        match bar(by.person).or_else(|| for_whom.and_then(&bar)) {
            None => return Ok(for_whom),
            Some(no) => refusal = no,
        }
    }
    Err(refusal)
}

fn well_formed(proposal: &Proposal) -> Result<(), Refusal> {
    proposal
        .faults()
        .into_iter()
        .next()
        .map_or(Ok(()), |fault| Err(fault.into()))
}

pub(crate) fn reason(words: &str) -> Result<String, Refusal> {
    let words = words.trim();
    if !readable(words) {
        return Err(FormRefusal::Unreadable.into());
    }
    let length = words.chars().count();
    if LONGEST_REASON < length {
        return Err(Refusal::ReasonTooLong { length });
    }
    Ok(words.to_owned())
}

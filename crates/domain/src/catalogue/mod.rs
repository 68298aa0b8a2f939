//! The way of a catalogue: a unit drafts a version, another person checks it, the unit files it with its superior
//! (报送备案), the superior accepts it or sends it back. From its day it is in force, and never changed.

mod decisions;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use self::decisions::{Done, Draft, ImportReport, Step};
use crate::actor::{Actor, Seat};
use crate::content::Sealed;
use crate::ids::{CatalogueId, PersonId, UnitId};
use crate::refusal::{CatalogueRefusal as Refusal, Looseness};
use crate::rulebook::{Entry, Rulebook};
use crate::text::readable;
use crate::words::{CatalogueDeed as Deed, CatalogueState as State, Duty, Track};

/// What stands where an import found nothing. A version that still holds it is not sent on.
pub const GAP: &str = "（待补）";

const LONGEST_WORDS: usize = 2000;

/// A version on its way, as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its id.
    pub id: CatalogueId,
    /// Whose catalogue it is.
    pub unit: UnitId,
    /// With whom it is filed; the root files with itself.
    pub superior: Option<UnitId>,
    /// Of which track.
    pub track: Track,
    /// Where it stands.
    pub state: State,
    /// Counts the drafts, from 1.
    pub edition: i64,
    /// The bytes of this edition.
    pub sealed: Sealed,
    /// What was done with it, oldest first.
    pub steps: Vec<Done>,
}

/// What a version must not have when it is sent on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Obstacles {
    /// The keys of entries in which something is still to be filled in.
    pub gaps: Vec<String>,
    /// Where it is looser than the superior's.
    pub looser: Vec<Looseness>,
}

impl Obstacles {
    /// What stands in the way of these rules, under those of the superior.
    #[must_use]
    pub fn of(rules: &Rulebook, superior: Option<&Rulebook>) -> Self {
        let gaps = rules.entries.iter().filter(|entry| has_gap(entry));
        Self {
            gaps: gaps.map(|entry| entry.key.clone()).collect(),
            looser: superior.map_or_else(Vec::new, |superior| rules.looser_than(superior)),
        }
    }

    fn clear(&self) -> Result<(), Refusal> {
        if !self.gaps.is_empty() {
            return Err(Refusal::Gaps(self.gaps.clone()));
        }
        if !self.looser.is_empty() {
            return Err(Refusal::Looser(self.looser.clone()));
        }
        Ok(())
    }
}

/// Whether something in an entry is still to be filled in.
#[must_use]
pub fn has_gap(entry: &Entry) -> bool {
    let basis = entry
        .basis
        .iter()
        .flat_map(|basis| [&basis.document, &basis.article]);
    let texts = [&entry.name, &entry.responsible].into_iter();
    texts
        .chain(&entry.elements)
        .chain(basis)
        .any(|text| text.contains(GAP))
}

/// Where a version stands after a deed.
#[must_use]
pub fn state_after(deed: Deed) -> State {
    match deed {
        Deed::Drafted => State::Draft,
        Deed::Submitted => State::InCheck,
        Deed::Checked => State::Checked,
        Deed::Filed => State::Filed,
        Deed::Accepted => State::Accepted,
        Deed::Returned => State::Returned,
    }
}

/// The day from which an accepted version holds: the day it asks for, but never before it was accepted, nor before
/// a version that was accepted earlier.
#[must_use]
pub fn day_in_force(asked: Date, accepted: Date, last: Option<Date>) -> Date {
    asked.max(accepted).max(last.unwrap_or(Date::MIN))
}

impl Version {
    /// Begins a version. A unit has one on its way at a time, for each track.
    pub fn draft(
        (catalogue, unit, track): (CatalogueId, UnitId, Track),
        sealed: Sealed,
        under_way: bool,
        by: &Actor,
    ) -> Result<Draft, Refusal> {
        if !by.sits(unit, Duty::Draft) {
            return Err(Refusal::DutyMissing(Duty::Draft));
        }
        if under_way {
            return Err(Refusal::UnderWay);
        }
        Ok(Draft {
            catalogue,
            unit,
            track,
            edition: 1,
            sealed,
        })
    }

    /// Writes a new edition. Whoever drafts for the unit may; all who did are its drafters.
    pub fn edit(&self, seen: i64, sealed: Sealed, by: &Actor) -> Result<Draft, Refusal> {
        self.may_edit(by)?;
        self.fresh(seen)?;
        Ok(Draft {
            catalogue: self.id,
            unit: self.unit,
            track: self.track,
            edition: self.edition + 1,
            sealed,
        })
    }

    /// Whether somebody may write a new edition now.
    pub fn may_edit(&self, by: &Actor) -> Result<(), Refusal> {
        if !by.sits(self.unit, Duty::Draft) {
            return Err(Refusal::DutyMissing(Duty::Draft));
        }
        self.stands(&[State::Draft, State::Returned])
    }

    /// Sends it to be checked.
    pub fn submit(&self, seen: i64, obstacles: &Obstacles, by: &Actor) -> Result<Step, Refusal> {
        self.may_edit(by)?;
        self.fresh(seen)?;
        obstacles.clear()?;
        Ok(self.step(Deed::Submitted, String::new()))
    }

    /// Finds it in order; none of its drafters may.
    pub fn check(&self, seen: i64, words: &str, by: &Actor) -> Result<Step, Refusal> {
        self.may_check(by)?;
        self.fresh(seen)?;
        Ok(self.step(Deed::Checked, opinion(words)?))
    }

    /// Whether somebody may check it now.
    pub fn may_check(&self, by: &Actor) -> Result<(), Refusal> {
        self.stands(&[State::InCheck])?;
        self.other_than_drafters(self.unit, Duty::Check, by)
    }

    /// Files it with the superior unit; neither its drafters nor its checker may.
    pub fn file(&self, seen: i64, words: &str, obstacles: &Obstacles, by: &Actor) -> Result<Step, Refusal> {
        self.may_file(by)?;
        self.fresh(seen)?;
        obstacles.clear()?;
        Ok(self.step(Deed::Filed, opinion(words)?))
    }

    /// Whether somebody may file it now.
    pub fn may_file(&self, by: &Actor) -> Result<(), Refusal> {
        self.stands(&[State::Checked])?;
        let seat = Seat {
            unit: self.unit,
            duty: Duty::Approve,
        };
        self.other_than_drafters(seat.unit, seat.duty, by)?;
        self.other_than_checker(seat, by)
    }

    /// Accepts the filing for the superior unit.
    pub fn accept(&self, seen: i64, words: &str, obstacles: &Obstacles, by: &Actor) -> Result<Step, Refusal> {
        self.may_accept(by)?;
        self.fresh(seen)?;
        obstacles.clear()?;
        Ok(self.step(Deed::Accepted, opinion(words)?))
    }

    /// Whether somebody may accept the filing now.
    pub fn may_accept(&self, by: &Actor) -> Result<(), Refusal> {
        self.stands(&[State::Filed])?;
        let seat = Seat {
            unit: self.seat_of_filing(),
            duty: Duty::Approve,
        };
        self.other_than_drafters(seat.unit, seat.duty, by)?;
        self.other_than_checker(seat, by)?;
        // the root answers its own filing; everybody else is answered by another
        if self.superior.is_some() && self.was_done_by(Deed::Filed, seat, by) {
            return Err(Refusal::FiledAlready);
        }
        Ok(())
    }

    /// Sends it back to its drafters, with the reason; whoever holds it at the moment may.
    pub fn send_back(&self, seen: i64, words: &str, by: &Actor) -> Result<Step, Refusal> {
        self.may_send_back(by)?;
        self.fresh(seen)?;
        let words = opinion(words)?;
        if words.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        Ok(self.step(Deed::Returned, words))
    }

    /// Whether somebody may send it back now.
    pub fn may_send_back(&self, by: &Actor) -> Result<(), Refusal> {
        match self.state {
            State::InCheck => self.may_check(by),
            State::Checked => self.may_file(by),
            State::Filed => self.may_accept(by),
            State::Draft | State::Returned | State::Accepted => Err(Refusal::WrongState(self.state)),
        }
    }

    /// Where its filing is answered; the root has nobody above it and answers itself.
    #[must_use]
    pub fn seat_of_filing(&self) -> UnitId {
        self.superior.unwrap_or(self.unit)
    }

    /// Whether somebody takes part in its way, or watches over it.
    #[must_use]
    pub fn may_see(&self, by: &Actor) -> bool {
        by.works_in(self.unit) || by.sits(self.seat_of_filing(), Duty::Approve) || by.has(Duty::Supervise)
    }

    fn other_than_drafters(&self, unit: UnitId, duty: Duty, by: &Actor) -> Result<(), Refusal> {
        if !by.sits(unit, duty) {
            return Err(Refusal::DutyMissing(duty));
        }
        let seat = Seat { unit, duty };
        if self.drafters().any(|drafter| by.is_hand_of(seat, drafter)) {
            return Err(Refusal::OwnDraft);
        }
        Ok(())
    }

    fn other_than_checker(&self, seat: Seat, by: &Actor) -> Result<(), Refusal> {
        if self.was_done_by(Deed::Checked, seat, by) {
            return Err(Refusal::CheckedAlready);
        }
        Ok(())
    }

    /// Whether the last deed of a kind on this edition was done by this hand.
    fn was_done_by(&self, deed: Deed, seat: Seat, by: &Actor) -> bool {
        let same = |done: &&Done| done.deed == deed && done.edition == self.edition;
        let last = self.steps.iter().rfind(same);
        last.and_then(|done| done.by)
            .is_some_and(|person| by.is_hand_of(seat, person))
    }

    fn drafters(&self) -> impl Iterator<Item = PersonId> {
        let drafted = self.steps.iter().filter(|done| done.deed == Deed::Drafted);
        drafted.filter_map(|done| done.by)
    }

    fn stands(&self, states: &[State]) -> Result<(), Refusal> {
        if states.contains(&self.state) {
            Ok(())
        } else {
            Err(Refusal::WrongState(self.state))
        }
    }

    fn fresh(&self, seen: i64) -> Result<(), Refusal> {
        if seen == self.edition {
            return Ok(());
        }
        let now = self.edition;
        Err(Refusal::Stale { seen, now })
    }

    fn step(&self, deed: Deed, words: String) -> Step {
        Step {
            catalogue: self.id,
            edition: self.edition,
            deed,
            words,
        }
    }
}

/// What somebody says about a version; it may be nothing.
fn opinion(words: &str) -> Result<String, Refusal> {
    let words = words.trim();
    let length = words.chars().count();
    if LONGEST_WORDS < length {
        return Err(Refusal::WordsTooLong { length });
    }
    if !readable(words) {
        return Err(Refusal::Unreadable);
    }
    Ok(words.to_owned())
}

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
            for_whom: by.in_place_of([drafts(unit)]),
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
            for_whom: by.in_place_of([drafts(self.unit)]),
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
        Ok(self.step(
            Deed::Submitted,
            String::new(),
            by.in_place_of([drafts(self.unit)]),
        ))
    }

    /// Finds it in order; none of its drafters may.
    pub fn check(&self, seen: i64, words: &str, by: &Actor) -> Result<Step, Refusal> {
        let for_whom = self.checker(by)?;
        self.fresh(seen)?;
        Ok(self.step(Deed::Checked, opinion(words)?, for_whom))
    }

    /// Whether somebody may check it now.
    pub fn may_check(&self, by: &Actor) -> Result<(), Refusal> {
        self.checker(by).map(drop)
    }

    fn checker(&self, by: &Actor) -> Result<Option<PersonId>, Refusal> {
        self.stands(&[State::InCheck])?;
        let seat = Seat {
            unit: self.unit,
            duty: Duty::Check,
        };
        self.apart(seat, &[Deed::Drafted], by)
    }

    /// Files it with the superior unit; neither its drafters nor its checker may.
    pub fn file(&self, seen: i64, words: &str, obstacles: &Obstacles, by: &Actor) -> Result<Step, Refusal> {
        let for_whom = self.filer(by)?;
        self.fresh(seen)?;
        obstacles.clear()?;
        Ok(self.step(Deed::Filed, opinion(words)?, for_whom))
    }

    /// Whether somebody may file it now.
    pub fn may_file(&self, by: &Actor) -> Result<(), Refusal> {
        self.filer(by).map(drop)
    }

    fn filer(&self, by: &Actor) -> Result<Option<PersonId>, Refusal> {
        self.stands(&[State::Checked])?;
        self.apart(approves(self.unit), &[Deed::Drafted, Deed::Checked], by)
    }

    /// Accepts the filing for the superior unit.
    pub fn accept(&self, seen: i64, words: &str, obstacles: &Obstacles, by: &Actor) -> Result<Step, Refusal> {
        let for_whom = self.accepter(by)?;
        self.fresh(seen)?;
        obstacles.clear()?;
        Ok(self.step(Deed::Accepted, opinion(words)?, for_whom))
    }

    /// Whether somebody may accept the filing now.
    pub fn may_accept(&self, by: &Actor) -> Result<(), Refusal> {
        self.accepter(by).map(drop)
    }

    fn accepter(&self, by: &Actor) -> Result<Option<PersonId>, Refusal> {
        self.stands(&[State::Filed])?;
        // the root answers its own filing; everybody else is answered by another
        let deeds: &[Deed] = match self.superior {
            Some(_) => &[Deed::Drafted, Deed::Checked, Deed::Filed],
            None => &[Deed::Drafted, Deed::Checked],
        };
        self.apart(approves(self.seat_of_filing()), deeds, by)
    }

    /// Sends it back to its drafters, with the reason; whoever holds it at the moment may.
    pub fn send_back(&self, seen: i64, words: &str, by: &Actor) -> Result<Step, Refusal> {
        let for_whom = self.holder(by)?;
        self.fresh(seen)?;
        let words = opinion(words)?;
        if words.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        Ok(self.step(Deed::Returned, words, for_whom))
    }

    /// Whether somebody may send it back now.
    pub fn may_send_back(&self, by: &Actor) -> Result<(), Refusal> {
        self.holder(by).map(drop)
    }

    fn holder(&self, by: &Actor) -> Result<Option<PersonId>, Refusal> {
        match self.state {
            State::InCheck => self.checker(by),
            State::Checked => self.filer(by),
            State::Filed => self.accepter(by),
            State::Draft | State::Returned | State::Accepted => Err(Refusal::WrongState(self.state)),
        }
    }

    /// Where its filing is answered; the root has nobody above it and answers itself.
    #[must_use]
    pub fn seat_of_filing(&self) -> UnitId {
        self.superior.unwrap_or(self.unit)
    }

    /// Who drafted its editions, the last one last.
    pub fn drafters(&self) -> impl Iterator<Item = PersonId> {
        let drafted = self.steps.iter().filter(|done| done.deed == Deed::Drafted);
        drafted.filter_map(|done| done.by)
    }

    /// Whether somebody takes part in its way, or watches over it.
    #[must_use]
    pub fn may_see(&self, by: &Actor) -> bool {
        by.works_in(self.unit) || by.sits(self.seat_of_filing(), Duty::Approve) || by.has(Duty::Supervise)
    }

    /// In whose place somebody acts in a seat, apart from all who drafted it, and from whoever did the other deeds with
    /// this edition: themselves or by somebody in their place.
    fn apart(&self, seat: Seat, deeds: &[Deed], by: &Actor) -> Result<Option<PersonId>, Refusal> {
        if !by.seats.contains(&seat) {
            return Err(Refusal::DutyMissing(seat.duty));
        }
        let mut hands = Vec::new();
        let mut for_whom = None;
        for deed in deeds {
            hands.extend(self.hands(*deed));
            let refusal = match deed {
                Deed::Checked => Refusal::CheckedAlready,
                Deed::Filed => Refusal::FiledAlready,
                _ => Refusal::OwnDraft,
            };
            for_whom = by.acts_apart_from(seat, &hands, refusal)?;
        }
        Ok(for_whom)
    }

    /// Who did a deed: all drafters of any edition, and the last one who did another with this edition.
    fn hands(&self, deed: Deed) -> Vec<PersonId> {
        let of = |done: &&Done| done.deed == deed && (deed == Deed::Drafted || done.edition == self.edition);
        let done = self.steps.iter().filter(of).rev();
        let most = if deed == Deed::Drafted { usize::MAX } else { 1 };
        done.take(most)
            .flat_map(|done| [done.by, done.for_whom])
            .flatten()
            .collect()
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

    fn step(&self, deed: Deed, words: String, for_whom: Option<PersonId>) -> Step {
        Step {
            catalogue: self.id,
            edition: self.edition,
            deed,
            words,
            for_whom,
        }
    }
}

fn drafts(unit: UnitId) -> Seat {
    Seat {
        unit,
        duty: Duty::Draft,
    }
}

fn approves(unit: UnitId) -> Seat {
    Seat {
        unit,
        duty: Duty::Approve,
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

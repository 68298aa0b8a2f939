//! Non-disclosure (不予公开): a unit decides that something it owes is not disclosed, or not yet. One person files it
//! with a ground from a closed list and the day of its re-assessment, another with the authority to approve confirms
//! it. Readers learn that something is withheld, on which ground and until when; never what it is.

mod decisions;
mod notice;
#[cfg(test)]
mod tests;

pub use decisions::{Confirmation, Declination, End, Request};
use jiff::civil::Date;
pub use notice::{Notice, Standing};

use crate::actor::{Actor, Seat};
use crate::admission;
use crate::ids::{PersonId, UnitId, WithholdingId};
use crate::obligation::{Obligation, State};
use crate::plan::reason;
use crate::refusal::{PlanRefusal, WithholdingRefusal as Refusal};
use crate::words::{Duty, WithholdingGround};

/// The duties with which somebody may file a notice.
const FILING: [Duty; 2] = [Duty::Draft, Duty::Secrecy];
/// The longest time until the re-assessment, in days.
const LONGEST: i32 = 366;
/// So many days before a re-assessment it is on the desk.
const AHEAD: i32 = 30;

/// What somebody writes who files a notice.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// On which ground.
    pub ground: Option<WithholdingGround>,
    /// How it was found.
    pub note: String,
    /// The day of the re-assessment.
    pub reassess_on: Option<Date>,
}

/// An obligation that somebody wants to withhold.
#[derive(Clone, Debug)]
pub struct Candidate<'c> {
    /// The obligation.
    pub obligation: &'c Obligation,
    /// What its matter is about, when it is a stage.
    pub title: Option<&'c str>,
    /// Whether a plan for it is in review or approved.
    pub planned: bool,
}

/// Whether somebody may file a notice in a unit.
#[must_use]
pub fn may_file(by: &Actor, unit: UnitId) -> bool {
    FILING.iter().any(|duty| by.sits(unit, *duty))
}

fn filing_for(by: &Actor, unit: UnitId) -> Option<PersonId> {
    by.in_place_of(FILING.map(|duty| Seat { unit, duty }))
}

/// Files a notice about some obligations of one entry.
pub fn file(
    id: WithholdingId,
    unit: UnitId,
    candidates: &[Candidate<'_>],
    words: &Words,
    (by, today): (&Actor, Date),
) -> Result<Request, Refusal> {
    if !may_file(by, unit) {
        return Err(PlanRefusal::DutyMissing(Duty::Draft).into());
    }
    let first = candidates.first().ok_or(Refusal::NothingChosen)?;
    for candidate in candidates {
        let obligation = candidate.obligation;
        if obligation.withheld.is_some() {
            return Err(Refusal::FiledAlready);
        }
        if matches!(obligation.state, State::Fulfilled { .. } | State::Excused) {
            return Err(Refusal::NotOwed);
        }
        if candidate.planned {
            return Err(Refusal::Planned);
        }
    }
    let titles: Vec<_> = candidates.iter().filter_map(|one| one.title).collect();
    let (ground, note, reassess_on) = checked(words, &titles, today)?;
    Ok(Request {
        id,
        unit,
        track: first.obligation.rule.track,
        entry: first.obligation.rule.entry.clone(),
        about: candidates.iter().map(|one| one.obligation.about).collect(),
        ground,
        note,
        reassess_on,
        by: by.person,
        for_whom: filing_for(by, unit),
        renews: None,
    })
}

/// Whether a re-assessment is near enough to be on the desk.
#[must_use]
pub fn is_near(reassess_on: Date, today: Date) -> bool {
    reassess_on <= after(today, AHEAD)
}

fn after(today: Date, days: i32) -> Date {
    today
        .checked_add(jiff::Span::new().days(days))
        .unwrap_or(Date::MAX)
}

fn checked(
    words: &Words,
    titles: &[&str],
    today: Date,
) -> Result<(WithholdingGround, String, Date), Refusal> {
    let ground = words.ground.ok_or(Refusal::GroundMissing)?;
    let note = readable(&words.note)?;
    // the note is to say how the ground was found; who names the thing itself has told it
    if titles.iter().any(|title| note.contains(title)) {
        return Err(Refusal::NoteReveals);
    }
    let day = words.reassess_on.ok_or(Refusal::DayMissing)?;
    let latest = after(today, LONGEST);
    if day <= today || latest < day {
        return Err(Refusal::DayOutside { latest });
    }
    Ok((ground, note, day))
}

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

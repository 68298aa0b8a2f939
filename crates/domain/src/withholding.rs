//! Non-disclosure (不予公开): a unit decides that something it owes is not disclosed, or not yet. One person files it
//! with a ground from a closed list and the day of its re-assessment, another with the authority to approve confirms
//! it. Readers learn that something is withheld, on which ground and until when; never what it is.

mod decisions;

pub use decisions::{Confirmation, Declination, End, Request};
use jiff::civil::Date;

use crate::actor::{Actor, Seat};
use crate::admission;
use crate::audience::Token;
use crate::ids::{PersonId, UnitId, WithholdingId};
use crate::obligation::{About, Obligation, State};
use crate::plan::reason;
use crate::refusal::{PlanRefusal, WithholdingRefusal as Refusal};
use crate::words::{Duty, Scope, Track, WithholdingGround};

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

/// Where a notice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for the second person.
    Asked,
    /// It holds.
    InForce,
    /// It was declined.
    Declined,
    /// It was ended: what it withheld is owed again.
    Ended,
    /// A newer one took its place.
    Renewed,
}

impl Standing {
    /// Every standing.
    pub const ALL: &'static [Self] = &[
        Self::Asked,
        Self::InForce,
        Self::Declined,
        Self::Ended,
        Self::Renewed,
    ];

    /// As it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::InForce => "in_force",
            Self::Declined => "declined",
            Self::Ended => "ended",
            Self::Renewed => "renewed",
        }
    }

    /// The standing with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|standing| standing.code() == code)
    }
}

/// A notice as the rules see it.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its id.
    pub id: WithholdingId,
    /// Whose.
    pub unit: UnitId,
    /// Of which track.
    pub track: Track,
    /// Of which entry.
    pub entry: String,
    /// What it withholds.
    pub about: Vec<About>,
    /// What the matters among it are about.
    pub titles: Vec<String>,
    /// Where it stands.
    pub standing: Standing,
    /// Who filed it.
    pub asked_by: PersonId,
    /// In whose place.
    pub asked_for: Option<PersonId>,
    /// Where the authority to confirm it sits.
    pub seat: UnitId,
    /// The audience that its entry has in any case.
    pub narrowest: Option<Scope>,
    /// Whether a plan for something of it is in review or approved.
    pub planned: bool,
    /// Whether a renewal waits for its answer.
    pub renewal_asked: bool,
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

impl Notice {
    /// Who learns of it: as few as the entry must have been disclosed to. Named groups and persons stand in plans only.
    #[must_use]
    pub fn token(&self) -> Option<Token> {
        match self.narrowest? {
            Scope::Public => Some(Token::Public),
            Scope::Members => Some(Token::Members),
            Scope::Subtree => Some(Token::Subtree(self.unit)),
            Scope::Unit => Some(Token::Unit(self.unit)),
            Scope::Group | Scope::Person => None,
        }
    }

    /// Whether somebody may confirm or decline it now.
    pub fn may_answer(&self, by: &Actor) -> Result<(), Refusal> {
        self.decides(by)?;
        if self.standing != Standing::Asked {
            return Err(Refusal::NothingAsked);
        }
        let seat = Seat {
            unit: self.seat,
            duty: Duty::Approve,
        };
        let hands: Vec<_> = [Some(self.asked_by), self.asked_for]
            .into_iter()
            .flatten()
            .collect();
        by.acts_apart_from(seat, &hands, Refusal::OwnNotice).map(drop)
    }

    /// Confirms what somebody else filed; from now on nothing of it is owed.
    pub fn confirm(&self, number: String, by: &Actor) -> Result<Confirmation, Refusal> {
        self.may_answer(by)?;
        if self.planned {
            return Err(Refusal::Planned);
        }
        Ok(Confirmation {
            request: self.id,
            number,
            token: self.token(),
            by: by.person,
            unit: self.seat,
        })
    }

    /// Declines it, with a reason.
    pub fn decline(&self, words: &str, by: &Actor) -> Result<Declination, Refusal> {
        self.may_answer(by)?;
        Ok(Declination {
            request: self.id,
            by: by.person,
            words: readable(words)?,
        })
    }

    /// Whether somebody may end it: to disclose is the rule, so one person with the authority is enough.
    pub fn may_end(&self, by: &Actor) -> Result<(), Refusal> {
        self.decides(by)?;
        self.holds()
    }

    /// Ends it, with a reason: what it withheld is owed again.
    pub fn end(&self, words: &str, by: &Actor) -> Result<End, Refusal> {
        self.may_end(by)?;
        Ok(End {
            withholding: self.id,
            by: by.person,
            words: readable(words)?,
        })
    }

    /// Whether somebody may file that it goes on.
    pub fn may_renew(&self, by: &Actor) -> Result<(), Refusal> {
        if !may_file(by, self.unit) {
            return Err(PlanRefusal::DutyMissing(Duty::Draft).into());
        }
        self.holds()?;
        if self.renewal_asked {
            return Err(Refusal::FiledAlready);
        }
        Ok(())
    }

    /// Files, after a re-assessment, that it goes on until another day.
    pub fn renew(
        &self,
        id: WithholdingId,
        words: &Words,
        (by, today): (&Actor, Date),
    ) -> Result<Request, Refusal> {
        self.may_renew(by)?;
        let titles: Vec<_> = self.titles.iter().map(String::as_str).collect();
        let (ground, note, reassess_on) = checked(words, &titles, today)?;
        Ok(Request {
            id,
            unit: self.unit,
            track: self.track,
            entry: self.entry.clone(),
            about: self.about.clone(),
            ground,
            note,
            reassess_on,
            by: by.person,
            for_whom: filing_for(by, self.unit),
            renews: Some(self.id),
        })
    }

    fn decides(&self, by: &Actor) -> Result<(), Refusal> {
        if by.sits(self.seat, Duty::Approve) {
            Ok(())
        } else {
            Err(PlanRefusal::DutyMissing(Duty::Approve).into())
        }
    }

    fn holds(&self) -> Result<(), Refusal> {
        if self.standing == Standing::InForce {
            Ok(())
        } else {
            Err(Refusal::NotInForce)
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    const UNIT: UnitId = UnitId(Uuid::from_u128(1));
    const ID: WithholdingId = WithholdingId(Uuid::from_u128(9));
    const TODAY: Date = date(2026, 3, 2);

    fn somebody(number: u128, duty: Duty) -> Actor {
        Actor {
            person: PersonId(Uuid::from_u128(number)),
            seats: vec![Seat { unit: UNIT, duty }],
            stands_in: Vec::new(),
        }
    }

    fn notice(standing: Standing) -> Notice {
        Notice {
            id: ID,
            unit: UNIT,
            track: Track::Party,
            entry: "DW-01".into(),
            about: vec![About::Standing],
            titles: vec!["示例选址方案".into()],
            standing,
            asked_by: PersonId(Uuid::from_u128(10)),
            asked_for: None,
            seat: UNIT,
            narrowest: Some(Scope::Unit),
            planned: false,
            renewal_asked: false,
        }
    }

    fn words(note: &str, day: Date) -> Words {
        Words {
            ground: Some(WithholdingGround::WorkSecret),
            note: note.into(),
            reassess_on: Some(day),
        }
    }

    #[test]
    fn whoever_filed_it_does_not_confirm_and_whoever_confirms_has_the_authority() {
        let asked = notice(Standing::Asked);
        let confirm = |by: &Actor| asked.confirm("BG-1".into(), by);
        assert_eq!(confirm(&somebody(10, Duty::Approve)), Err(Refusal::OwnNotice));
        let by_a_deputy = Notice {
            asked_for: Some(PersonId(Uuid::from_u128(13))),
            ..notice(Standing::Asked)
        };
        let holder = by_a_deputy.confirm("BG-1".into(), &somebody(13, Duty::Approve));
        assert_eq!(holder, Err(Refusal::OwnNotice), "in whose place it was filed");
        let without = PlanRefusal::DutyMissing(Duty::Approve).into();
        assert_eq!(confirm(&somebody(11, Duty::Draft)), Err(without));
        let confirmed = confirm(&somebody(11, Duty::Approve)).unwrap();
        assert_eq!(confirmed.token, Some(Token::Unit(UNIT)));
        let gone = notice(Standing::InForce).confirm("BG-1".into(), &somebody(11, Duty::Approve));
        assert_eq!(gone, Err(Refusal::NothingAsked));
        let planned = Notice {
            planned: true,
            ..asked.clone()
        };
        let planned = planned.confirm("BG-1".into(), &somebody(11, Duty::Approve));
        assert_eq!(planned, Err(Refusal::Planned));
    }

    #[test]
    fn a_notice_does_not_name_what_it_withholds_and_is_looked_at_again_within_a_year() {
        let mara = somebody(12, Duty::Draft);
        let renew = |note: &str, day| {
            notice(Standing::InForce)
                .renew(
                    WithholdingId(Uuid::from_u128(3)),
                    &words(note, day),
                    (&mara, TODAY),
                )
                .map(|request| request.renews)
        };
        let next = date(2026, 9, 1);
        assert_eq!(renew("经保密审查认定。", next), Ok(Some(ID)));
        assert_eq!(
            renew("关于示例选址方案，暂不公开。", next),
            Err(Refusal::NoteReveals)
        );
        assert_eq!(renew(" ", next), Err(Refusal::WordsMissing));
        assert!(renew("手机 13800001234", next).is_err());
        let latest = date(2027, 3, 3);
        assert_eq!(renew("经审查认定。", TODAY), Err(Refusal::DayOutside { latest }));
        assert!(renew("经审查认定。", latest).is_ok());
        let late = renew("经审查认定。", date(2027, 3, 4));
        assert_eq!(late, Err(Refusal::DayOutside { latest }));
    }

    #[test]
    fn only_what_holds_is_renewed_or_ended_and_each_by_whoever_answers_for_it() {
        let (mara, pi) = (somebody(12, Duty::Draft), somebody(11, Duty::Approve));
        for standing in Standing::ALL {
            let holds = *standing == Standing::InForce;
            assert_eq!(notice(*standing).may_renew(&mara).is_ok(), holds, "{standing:?}");
            assert_eq!(notice(*standing).may_end(&pi).is_ok(), holds, "{standing:?}");
            assert_eq!(Standing::from_code(standing.code()), Some(*standing));
        }
        assert!(notice(Standing::InForce).may_renew(&pi).is_err());
        assert!(notice(Standing::InForce).end("已可公开。", &mara).is_err());
        let twice = Notice {
            renewal_asked: true,
            ..notice(Standing::InForce)
        };
        assert_eq!(twice.may_renew(&mara), Err(Refusal::FiledAlready));
    }

    #[test]
    fn a_notice_is_for_those_whom_the_entry_must_reach_in_any_case() {
        let token = |narrowest| {
            Notice {
                narrowest,
                ..notice(Standing::Asked)
            }
            .token()
        };
        assert_eq!(token(Some(Scope::Public)), Some(Token::Public));
        assert_eq!(token(Some(Scope::Members)), Some(Token::Members));
        assert_eq!(token(Some(Scope::Subtree)), Some(Token::Subtree(UNIT)));
        assert_eq!(token(Some(Scope::Unit)), Some(Token::Unit(UNIT)));
        for nobody in [Some(Scope::Group), Some(Scope::Person), None] {
            assert_eq!(token(nobody), None);
        }
    }

    #[test]
    fn a_re_assessment_is_near_thirty_days_before() {
        assert!(!is_near(date(2026, 4, 2), TODAY));
        assert!(is_near(date(2026, 4, 1), TODAY));
        assert!(is_near(date(2026, 1, 1), TODAY));
    }
}

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Confirmation, Declination, End, Request, Words, checked, filing_for, may_file, readable};
use crate::actor::{Actor, Seat};
use crate::audience::Token;
use crate::ids::{PersonId, UnitId, WithholdingId};
use crate::obligation::About;
use crate::refusal::{PlanRefusal, WithholdingRefusal as Refusal};
use crate::words::{Duty, Scope, Track, words};

words! {
    /// Where a notice stands.
    Standing {
        /// It waits for the second person.
        Asked = "asked",
        /// It holds.
        InForce = "in_force",
        /// It was declined.
        Declined = "declined",
        /// It was ended: what it withheld is owed again.
        Ended = "ended",
        /// A newer one took its place.
        Renewed = "renewed",
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

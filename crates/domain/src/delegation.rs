//! A duty done by somebody else for some days (代办): asked for by its holder, or set up for somebody who is away. It
//! ends by itself, it can be ended, and it never lets one person take two of the steps that need different hands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::ids::{DelegationId, PersonId, PostId};
use crate::organisation::{Person, Post};
use crate::plan;
use crate::refusal::ProcedureRefusal as Refusal;
use crate::words::Duty;

/// Half a year: who is away for longer hands over.
const LONGEST_DAYS: i32 = 184;

/// Somebody stands in for the holder of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Its id.
    pub id: DelegationId,
    /// The post.
    pub post: PostId,
    /// Who holds it.
    pub holder: PersonId,
    /// Who stands in.
    pub deputy: PersonId,
    /// For which of its duties.
    pub duties: Vec<Duty>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Whether the holder is away meanwhile.
    pub away: bool,
    /// Why.
    pub reason: String,
}

/// The end of a delegation before its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DelegationEnd {
    /// Which.
    pub id: DelegationId,
}

/// What is known when somebody asks for a delegation.
pub struct Facts<'f> {
    /// The post.
    pub post: &'f Post,
    /// Whether the one to be stood in for holds it today.
    pub holds: bool,
    /// Who is to stand in.
    pub deputy: &'f Person,
    /// Whether they are on the unit's roster or hold a post in it.
    pub belongs: bool,
    /// Whether they look after the platform.
    pub administers: bool,
    /// Today.
    pub today: Date,
}

/// The duties that somebody else can do in one's place. Looking after the platform is not among them.
#[must_use]
pub fn can_be_delegated(duty: Duty) -> bool {
    match duty {
        Duty::Draft | Duty::Secrecy | Duty::Check | Duty::Legal | Duty::Discipline | Duty::Approve => true,
        Duty::Supervise | Duty::Administer | Duty::Secure | Duty::Audit => false,
    }
}

impl Delegation {
    /// Judges what was asked for. The holder may ask; for somebody who is away also the unit's approver, but nobody
    /// makes themself the deputy, and no administrator takes up business of others.
    pub fn judge(mut self, facts: &Facts<'_>, by: &Actor) -> Result<Self, Refusal> {
        if !facts.holds {
            return Err(Refusal::NotTheHolder);
        }
        let looks_after = by.sits(facts.post.unit, Duty::Approve);
        if by.person != self.holder && !looks_after {
            return Err(Refusal::NotYours);
        }
        if by.person != self.holder && !self.away {
            return Err(Refusal::OnlyForTheAbsent);
        }
        if self.deputy == self.holder || self.deputy == by.person {
            return Err(Refusal::OwnDeputy);
        }
        if facts.administers {
            return Err(Refusal::DeputyAdministers);
        }
        if !facts.deputy.active || !facts.belongs {
            return Err(Refusal::DeputyFromElsewhere);
        }
        let given = |duty: &Duty| can_be_delegated(*duty) && facts.post.duties.contains(duty);
        if self.duties.is_empty() || !self.duties.iter().all(given) {
            return Err(Refusal::DutiesMissing);
        }
        self.judge_days(facts.today)?;
        self.reason = reason(&self.reason)?;
        Ok(self)
    }

    fn judge_days(&self, today: Date) -> Result<(), Refusal> {
        if self.until < self.from || self.until < today {
            return Err(Refusal::DaysBackwards);
        }
        let days = self
            .from
            .until(self.until)
            .map_or(i32::MAX, |span| span.get_days());
        if LONGEST_DAYS < days {
            return Err(Refusal::TooLong);
        }
        Ok(())
    }

    /// Ends it before its last day: whoever takes part in it, or looks after the unit.
    pub fn end(&self, post: &Post, by: &Actor) -> Result<DelegationEnd, Refusal> {
        let takes_part = by.person == self.holder || by.person == self.deputy;
        if takes_part || by.sits(post.unit, Duty::Approve) {
            return Ok(DelegationEnd { id: self.id });
        }
        Err(Refusal::NotYours)
    }
}

/// A reason that people will read.
pub(crate) fn reason(words: &str) -> Result<String, Refusal> {
    let words = plan::reason(words).map_err(|_| Refusal::ReasonUnusable)?;
    if words.is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::actor::Seat;
    use crate::ids::UnitId;

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    fn judged(
        change: impl FnOnce(&mut Delegation, &mut Facts<'_>, &mut Actor),
    ) -> Result<Delegation, Refusal> {
        let unit = UnitId(Uuid::from_u128(1));
        let post = Post {
            id: PostId(Uuid::from_u128(2)),
            code: "G01".into(),
            unit,
            title: "示例岗".into(),
            duties: vec![Duty::Secrecy, Duty::Approve, Duty::Administer],
        };
        let deputy = Person {
            id: person(4),
            code: "dai".into(),
            name: "代示办".into(),
            unit,
            member: true,
            active: true,
        };
        let mut asked = Delegation {
            id: DelegationId(Uuid::from_u128(9)),
            post: post.id,
            holder: person(3),
            deputy: deputy.id,
            duties: vec![Duty::Secrecy],
            from: "2026-03-02".parse().unwrap(),
            until: "2026-03-06".parse().unwrap(),
            away: false,
            reason: " 外出学习 ".into(),
        };
        let mut facts = Facts {
            post: &post,
            holds: true,
            deputy: &deputy,
            belongs: true,
            administers: false,
            today: "2026-03-02".parse().unwrap(),
        };
        let mut by = Actor {
            person: person(3),
            seats: Vec::new(),
            stands_in: Vec::new(),
        };
        change(&mut asked, &mut facts, &mut by);
        asked.judge(&facts, &by)
    }

    fn approver(by: &mut Actor) {
        by.person = person(5);
        let unit = UnitId(Uuid::from_u128(1));
        by.seats.push(Seat {
            unit,
            duty: Duty::Approve,
        });
    }

    #[test]
    fn its_holder_may_ask_for_it() {
        assert_eq!(judged(|_, _, _| ()).unwrap().reason, "外出学习");
    }

    #[test]
    fn nobody_else_may_unless_the_holder_is_away() {
        assert_eq!(judged(|_, _, by| by.person = person(5)), Err(Refusal::NotYours));
        assert_eq!(judged(|_, _, by| approver(by)), Err(Refusal::OnlyForTheAbsent));
        let away = judged(|asked, _, by| {
            approver(by);
            asked.away = true;
        });
        assert!(away.is_ok());
    }

    #[test]
    fn nobody_makes_themself_the_deputy() {
        let taken = judged(|asked, _, by| {
            approver(by);
            asked.away = true;
            asked.deputy = by.person;
        });
        assert_eq!(taken, Err(Refusal::OwnDeputy));
    }

    #[test]
    fn only_a_duty_of_the_post_is_delegated_and_never_looking_after_the_platform() {
        for duties in [vec![], vec![Duty::Check], vec![Duty::Administer]] {
            assert_eq!(
                judged(|asked, _, _| asked.duties = duties),
                Err(Refusal::DutiesMissing)
            );
        }
    }

    #[test]
    fn it_ends_by_itself_within_half_a_year() {
        let until = |day: &str| judged(|asked, _, _| asked.until = day.parse().unwrap());
        assert!(until("2026-09-02").is_ok());
        assert_eq!(until("2026-09-03"), Err(Refusal::TooLong));
        assert_eq!(until("2026-03-01"), Err(Refusal::DaysBackwards));
    }

    #[test]
    fn the_deputy_belongs_to_the_unit_and_the_reason_is_said() {
        assert_eq!(
            judged(|_, facts, _| facts.belongs = false),
            Err(Refusal::DeputyFromElsewhere)
        );
        assert_eq!(
            judged(|_, facts, _| facts.holds = false),
            Err(Refusal::NotTheHolder)
        );
        assert_eq!(
            judged(|asked, _, _| asked.reason = " ".into()),
            Err(Refusal::ReasonMissing)
        );
    }
}

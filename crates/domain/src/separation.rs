//! 三员分立: the system administrator, the security administrator and the security auditor are three persons who
//! keep an eye on each other, and none of them has a hand in what is disclosed.

use jiff::civil::Date;

use crate::organisation::{Holding, Post};
use crate::refusal::OrganisationRefusal as Refusal;
use crate::words::Duty;

impl Duty {
    /// Whether this is the duty of one of the three administrators.
    #[must_use]
    pub fn administers(self) -> bool {
        matches!(self, Self::Administer | Self::Secure | Self::Audit)
    }

    fn goes_with(self, other: Self) -> bool {
        self == other || !(self.administers() || other.administers())
    }
}

impl Post {
    /// Whether one of the three administrators sits here.
    #[must_use]
    pub fn administers(&self) -> bool {
        self.duties.iter().any(|duty| duty.administers())
    }

    /// Whether one person may have all its duties.
    pub fn separate(&self) -> Result<(), Refusal> {
        let code = format!("岗位 {} ", self.code);
        together(&code, &self.duties, &self.duties)
    }
}

/// Whether somebody may hold all these posts: what is held one after the other never meets.
pub fn separate(person: &str, held: &[(&Holding, &Post)]) -> Result<(), Refusal> {
    for (number, (one, post)) in held.iter().enumerate() {
        for (other, other_post) in held.iter().skip(number + 1) {
            if meet((one.from, one.until), (other.from, other.until)) {
                together(person, &post.duties, &other_post.duties)?;
            }
        }
    }
    Ok(())
}

fn together(person: &str, some: &[Duty], others: &[Duty]) -> Result<(), Refusal> {
    for one in some {
        if let Some(other) = others.iter().find(|other| !one.goes_with(**other)) {
            return Err(Refusal::NotTogether {
                person: person.to_owned(),
                one: *one,
                other: *other,
            });
        }
    }
    Ok(())
}

/// Whether two times have a day in common; without a last day they go on.
fn meet(one: (Date, Option<Date>), other: (Date, Option<Date>)) -> bool {
    let begins_in_time = |from: Date, until: Option<Date>| until.is_none_or(|until| from <= until);
    begins_in_time(one.0, other.1) && begins_in_time(other.0, one.1)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::{HoldingId, PersonId, PostId, UnitId};

    fn post(duties: &[Duty]) -> Post {
        Post {
            id: PostId(Uuid::nil()),
            code: "G01".into(),
            unit: UnitId(Uuid::nil()),
            title: "示例岗".into(),
            duties: duties.to_vec(),
        }
    }

    fn holding(from: &str, until: Option<&str>) -> Holding {
        Holding {
            id: HoldingId(Uuid::nil()),
            post: PostId(Uuid::nil()),
            person: PersonId(Uuid::nil()),
            from: from.parse().unwrap(),
            until: until.map(|day| day.parse().unwrap()),
        }
    }

    /// Whether somebody may hold two posts from and until these days.
    fn may(one: (&[Duty], &str, Option<&str>), other: (&[Duty], &str, Option<&str>)) -> bool {
        let (first, second) = (post(one.0), post(other.0));
        let (from, then) = (holding(one.1, one.2), holding(other.1, other.2));
        separate("示员", &[(&from, &first), (&then, &second)]).is_ok()
    }

    #[test]
    fn an_administrator_has_one_duty_and_no_other() {
        for one in Duty::ALL {
            for other in Duty::ALL {
                let free = !["administer", "secure", "audit"]
                    .iter()
                    .any(|code| one.code() == *code || other.code() == *code);
                let allowed = one == other || free;
                assert_eq!(
                    post(&[*one, *other]).separate().is_ok(),
                    allowed,
                    "{one:?} {other:?}"
                );
                let held = may((&[*one], "2026-01-01", None), (&[*other], "2026-06-01", None));
                assert_eq!(held, allowed, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn who_has_left_one_post_may_take_the_other_up_on_the_next_day() {
        let drafts = |until| (&[Duty::Draft][..], "2026-01-01", Some(until));
        let secures = (&[Duty::Secure][..], "2026-06-01", None);
        assert!(may(drafts("2026-05-31"), secures));
        assert!(!may(drafts("2026-06-01"), secures));
        assert!(!may(secures, drafts("2026-06-01")));
        assert!(may(secures, drafts("2026-05-31")));
    }

    #[test]
    fn the_sentence_names_who_and_which_duties() {
        let refusal = post(&[Duty::Draft, Duty::Audit])
            .separate()
            .unwrap_err()
            .to_string();
        assert!(
            refusal.starts_with("岗位 G01 不能同时担任“起草”和“安全审计”"),
            "{refusal}"
        );
    }
}

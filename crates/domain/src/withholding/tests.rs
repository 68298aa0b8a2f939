use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::audience::Token;
use crate::obligation::About;
use crate::words::{Scope, Track};

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

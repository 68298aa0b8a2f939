use super::*;
use crate::actor::{Actor, Seat};
use crate::ids::{ExcuseId, PersonId, UnitId};
use crate::refusal::ObligationRefusal as Refusal;
use crate::time::Timestamp;
use crate::words::Duty;

fn somebody(number: u32, unit: UnitId, duty: Duty) -> Actor {
    Actor {
        person: PersonId(id(number)),
        seats: vec![Seat { unit, duty }],
        stands_in: Vec::new(),
    }
}

fn one_open() -> Obligation {
    let calendar = calendar();
    let slots = since(date(2026, 1, 1)).slots(&calendar, of_2026());
    of_unit(&slots, &Facts::default(), Today::new(date(2026, 3, 1), &calendar)).remove(0)
}

#[test]
fn who_drafts_asks_and_the_superiors_approver_answers() {
    let [unit, above] = [1, 2].map(|number| UnitId(id(number)));
    let (mara, shu) = (somebody(1, unit, Duty::Draft), somebody(2, above, Duty::Approve));
    let ask = |by: &Actor, owed: &Obligation, reason: &str| {
        Excuse::ask(ExcuseId(id(9)), unit, owed, reason, (by, Timestamp::START))
    };
    let open = one_open();
    assert_eq!(ask(&shu, &open, "无"), Err(Refusal::DutyMissing(Duty::Draft)));
    assert_eq!(ask(&mara, &open, " "), Err(Refusal::WordsMissing));
    assert_eq!(
        ask(&mara, &open, &"长".repeat(2001)),
        Err(Refusal::WordsTooLong { length: 2001 })
    );
    assert_eq!(ask(&mara, &open, "a\u{7}b"), Err(Refusal::Unreadable));
    assert!(matches!(
        ask(&mara, &open, "机密★一年"),
        Err(Refusal::WordsUnfit(_))
    ));
    let asked = ask(&mara, &open, "本月没有发展党员").unwrap();
    let waiting = Obligation {
        excuse: Some(asked.clone()),
        ..open.clone()
    };
    assert_eq!(ask(&mara, &waiting, "再次申请"), Err(Refusal::Asked));
    let done = Obligation {
        state: State::Excused,
        ..open
    };
    assert_eq!(ask(&mara, &done, "无"), Err(Refusal::NotOpen));

    let rule =
        |by: &Actor, superior, words: &str| asked.rule(superior, (true, words), (by, Timestamp::START));
    let own = somebody(3, unit, Duty::Approve);
    assert_eq!(
        rule(&own, Some(above), "同意"),
        Err(Refusal::DutyMissing(Duty::Approve))
    );
    assert_eq!(rule(&shu, Some(above), ""), Err(Refusal::WordsMissing));
    assert!(rule(&shu, Some(above), "同意").is_ok());
    assert!(rule(&own, None, "同意").is_ok());
    assert_eq!(
        rule(&somebody(1, unit, Duty::Approve), None, "同意"),
        Err(Refusal::OwnExcuse)
    );
    let mut ruled = asked.clone();
    ruled.ruling = Some(rule(&shu, Some(above), "同意").unwrap().ruled);
    assert_eq!(
        ruled.rule(Some(above), (false, "改"), (&shu, Timestamp::START)),
        Err(Refusal::Ruled)
    );
}

#[test]
fn a_deputy_asks_and_answers_in_somebodys_place_and_that_one_does_not_answer_it() {
    let [unit, above] = [1, 2].map(|number| UnitId(id(number)));
    let shu = somebody(2, above, Duty::Approve);
    let mut dai = somebody(3, unit, Duty::Draft);
    dai.stands_in = vec![(dai.seats[0], shu.person)];
    let at = Timestamp::START;
    let asked = Excuse::ask(ExcuseId(id(9)), unit, &one_open(), "本月没有", (&dai, at)).unwrap();
    assert_eq!((asked.by, asked.for_whom), (dai.person, Some(shu.person)));
    let answer = (true, "同意");
    assert_eq!(
        asked.rule(Some(above), answer, (&shu, at)),
        Err(Refusal::OwnExcuse)
    );
    let mut other = somebody(4, above, Duty::Approve);
    other.stands_in = vec![(other.seats[0], PersonId(id(5)))];
    let ruled = asked.rule(Some(above), answer, (&other, at)).unwrap().ruled;
    assert_eq!((ruled.by, ruled.for_whom), (other.person, Some(PersonId(id(5)))));
}

#[test]
fn consent_excuses_and_a_decline_does_not() {
    let catalogue = since(date(2026, 1, 1));
    let excuse = |consents| Excuse {
        id: ExcuseId(id(9)),
        unit: UnitId(id(1)),
        track: Track::Party,
        entry: "M".into(),
        about: About::Period {
            from: date(2026, 1, 1),
            to: date(2026, 1, 31),
        },
        reason: "无".into(),
        by: PersonId(id(1)),
        at: Timestamp::START,
        for_whom: None,
        ruling: Some(Ruled {
            consents,
            words: "答复".into(),
            by: PersonId(id(2)),
            for_whom: None,
            at: Timestamp::START,
        }),
    };
    let on = |excuses| {
        let facts = Facts {
            excuses,
            ..Facts::default()
        };
        of("M 01", &catalogue, &facts, date(2026, 3, 1)).remove(0)
    };
    assert_eq!(on(vec![excuse(false)]), "M 01 2026-02-13 overdue 2026-02-14");
    assert_eq!(on(vec![excuse(true)]), "M 01 2026-02-13 excused");
    // the newest answer counts
    assert_eq!(
        on(vec![excuse(true), excuse(false)]),
        "M 01 2026-02-13 overdue 2026-02-14"
    );
}

#[test]
fn what_is_withheld_is_excused_once_somebody_confirmed_it_unless_it_was_disclosed() {
    let catalogue = since(date(2026, 1, 1));
    let notice = |number, month, confirmed| Withheld {
        id: WithholdingId(id(number)),
        track: Track::Party,
        entry: "M".into(),
        about: About::Period {
            from: date(2026, month, 1),
            to: date(2026, month, 1).last_of_month(),
        },
        confirmed,
    };
    let facts = Facts {
        released: vec![released(1, "M", Stage::Result, date(2026, 2, 3))],
        withheld: vec![
            notice(1, 1, true),
            notice(2, 2, true),
            notice(3, 2, false),
            notice(4, 3, false),
        ],
        ..Facts::default()
    };
    assert_eq!(
        of("M 0", &catalogue, &facts, date(2026, 3, 1))[..3],
        [
            "M 01 2026-02-13 fulfilled",
            "M 02 2026-03-13 excused",
            "M 03 2026-04-15 due",
        ]
    );
    let calendar = calendar();
    let slots = catalogue.slots(&calendar, of_2026());
    let owed = of_unit(&slots, &facts, Today::new(date(2026, 3, 1), &calendar));
    let named = owed.iter().filter_map(|owed| owed.withheld.as_ref());
    let named: Vec<_> = named.map(|notice| notice.id.0.as_u128()).collect();
    // the one that holds, not the one that waits to take its place
    assert_eq!(named, [1, 2, 4]);
}

#[test]
fn who_works_there_answers_for_it_above_or_supervises_sees_it() {
    let [unit, above, other] = [1, 2, 3].map(|number| UnitId(id(number)));
    let line = [unit, above];
    for (seat, duty, sees) in [
        (unit, Duty::Draft, true),
        (unit, Duty::Secrecy, true),
        (unit, Duty::Administer, false),
        (above, Duty::Approve, true),
        (above, Duty::Check, true),
        (above, Duty::Discipline, true),
        (above, Duty::Draft, false),
        (above, Duty::Administer, false),
        (other, Duty::Supervise, true),
        (other, Duty::Approve, false),
    ] {
        assert_eq!(may_see(&somebody(1, seat, duty), &line), sees, "{duty:?}");
    }
}

use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use uuid::Uuid;

use super::reference::{self, Meets};
use super::*;
use crate::actor::{Actor, Seat};
use crate::calendar::tests::calendar;
use crate::ids::{ExcuseId, PersonId, UnitId};
use crate::refusal::ObligationRefusal as Refusal;
use crate::rulebook::Rulebook;
use crate::time::Timestamp;
use crate::words::Duty;

const RULES: &str = r#"code = "small"
title = "小目录"
track = "party"
version = 1
in_force_from = 2026-01-01
issued_by = "某单位"
[[category]]
key = "01"
name = "第一类"
"#;

fn entry(key: &str, rhythm: &str, stages: &str, rest: &str) -> String {
    format!(
        r#"
[[entry]]
key = "{key}"
category = "01"
name = "{key}"
elements = ["要素"]
basis = [{{ document = "《某规定》", article = "第一条" }}]
widest = "public"
narrowest = "unit"
stages = [{stages}]
rhythm = "{rhythm}"
{rest}
review = ["secrecy", "check"]
authority = "unit"
ways = ["platform"]
responsible = "某岗"
"#
    )
}

const THREE: &str = r#"{ stage = "before", notice_days = 5 }, { stage = "decision" }, { stage = "result", deadline_days = 20 }"#;
const TEN: &str = r#"deadline = { days = 10, unit = "working", from = "formed", words = "十个工作日内" }"#;
const ONE: &str = r#"{ stage = "result" }"#;

fn rules(entries: &[String]) -> Arc<Rulebook> {
    let text = format!("{RULES}{}", entries.concat());
    Arc::new(Rulebook::parse("r.toml", &text).unwrap_or_else(|faults| panic!("{faults}")))
}

fn all_kinds() -> Arc<Rulebook> {
    rules(&[
        entry("M", "monthly", ONE, TEN),
        entry("Q", "quarterly", ONE, ""),
        entry(
            "H",
            "half_yearly",
            r#"{ stage = "decision" }, { stage = "result" }"#,
            TEN,
        ),
        entry("Y", "yearly", ONE, TEN),
        entry("S", "standing", ONE, TEN),
        entry("P", "per_stage", THREE, TEN),
        entry("E", "per_event", ONE, ""),
    ])
}

fn catalogue(layers: Vec<Vec<(Date, Arc<Rulebook>)>>) -> Catalogue {
    Catalogue { layers }
}

fn since(from: Date) -> Catalogue {
    catalogue(vec![vec![(from, all_kinds())]])
}

fn of_2026() -> Span {
    Span {
        from: date(2026, 1, 1),
        to: date(2026, 12, 31),
    }
}

fn id(number: u32) -> Uuid {
    Uuid::from_u128(u128::from(number))
}

fn released(number: u32, key: &str, stage: Stage, on: Date) -> Released {
    Released {
        disclosure: DisclosureId(id(number)),
        matter: MatterId(id(number)),
        track: Track::Party,
        entry: key.into(),
        stage,
        on,
    }
}

fn matter(key: &str, on: Date) -> Opened {
    Opened {
        id: MatterId(id(900)),
        track: Track::Party,
        entry: Arc::new(all_kinds().entry(key).unwrap().clone()),
        on,
        left_out: Vec::new(),
    }
}

fn stage_released(stage: Stage, on: Date) -> Released {
    Released {
        disclosure: DisclosureId(id(1)),
        ..released(900, "P", stage, on)
    }
}

/// What is owed on a day, as lines: key, for what, last day, state.
fn lines(catalogue: &Catalogue, facts: &Facts, day: Date) -> Vec<String> {
    let calendar = calendar();
    let slots = catalogue.slots(&calendar, of_2026());
    let owed = of_unit(&slots, facts, Today::new(day, &calendar));
    owed.iter()
        .map(|owed| {
            let due = match owed.clock.map(|clock| clock.due) {
                Some(Ok(due)) => due.to_string(),
                Some(Err(missing)) => format!("{}?", missing.year),
                None => "-".into(),
            };
            let about = match owed.about {
                About::Period { from, .. } => from.strftime("%m").to_string(),
                About::Standing => "always".into(),
                About::Stage(_, stage) => stage.code().into(),
            };
            let late = match owed.state {
                State::Fulfilled { late, .. } if 0 < late => format!("+{late}"),
                State::Overdue { since } => format!(" {since}"),
                _ => String::new(),
            };
            format!("{} {about} {due} {}{late}", owed.rule.entry, owed.state.code())
        })
        .collect()
}

fn of(key: &str, catalogue: &Catalogue, facts: &Facts, day: Date) -> Vec<String> {
    let mut lines = lines(catalogue, facts, day);
    lines.retain(|line| line.starts_with(key));
    lines
}

#[test]
fn every_rhythm_owes_as_often_as_it_says_by_its_day() {
    let (catalogue, facts, day) = (since(date(2026, 1, 1)), Facts::default(), date(2026, 1, 5));
    let months = of("M", &catalogue, &facts, day);
    assert_eq!(months.len(), 12);
    assert_eq!(months[0], "M 01 2026-02-13 due"); // ten working days after 31 January
    assert_eq!(months[1], "M 02 2026-03-13 due"); // after Saturday 28 February, itself worked
    assert_eq!(months[11], "M 12 2027? due");
    let quarters = of("Q", &catalogue, &facts, day);
    assert_eq!(quarters.len(), 4);
    assert_eq!(quarters[0], "Q 01 2026-03-31 due"); // no deadline: its last day
    assert_eq!(quarters[3], "Q 10 2026-12-31 due");
    assert_eq!(
        of("H", &catalogue, &facts, day),
        ["H 01 2026-07-14 due", "H 07 2027? due"]
    );
    assert_eq!(of("Y", &catalogue, &facts, day), ["Y 01 2027? due"]);
    assert_eq!(of("S", &catalogue, &facts, day), ["S always 2026-01-15 due"]);
    assert_eq!(of("P", &catalogue, &facts, day), [""; 0]);
    assert_eq!(of("E", &catalogue, &facts, day), [""; 0]);
}

#[test]
fn what_is_newly_in_force_owes_from_its_first_day() {
    let later = since(date(2026, 5, 20));
    let months = of("M", &later, &Facts::default(), date(2026, 6, 1));
    assert_eq!(months.len(), 8);
    assert_eq!(months[0], "M 05 2026-06-12 due");
    assert_eq!(
        of("S", &later, &Facts::default(), date(2026, 6, 1)),
        ["S always 2026-06-03 soon"]
    );
}

#[test]
fn a_nearer_units_version_takes_over_and_what_it_drops_is_owed_no_more() {
    let own = rules(&[
        entry("M", "quarterly", ONE, TEN),
        entry("S", "standing", ONE, TEN),
    ]);
    let layers = vec![
        vec![(date(2026, 5, 20), own)],
        vec![(date(2026, 1, 1), all_kinds())],
    ];
    let catalogue = catalogue(layers);
    let day = date(2026, 1, 5);
    let months = of("M", &catalogue, &Facts::default(), day);
    let about: Vec<_> = months.iter().map(|line| &line[2..4]).collect();
    assert_eq!(about, ["01", "02", "03", "04", "04", "07", "10"]);
    assert_eq!(of("Q", &catalogue, &Facts::default(), day).len(), 1);
    // always there: its clock did not begin anew
    assert_eq!(
        of("S", &catalogue, &Facts::default(), day),
        ["S always 2026-01-15 due"]
    );
}

#[test]
fn states_follow_the_day() {
    let catalogue = since(date(2026, 1, 1));
    let first = |day| of("M 01", &catalogue, &Facts::default(), day).remove(0);
    assert_eq!(first(date(2026, 2, 6)), "M 01 2026-02-13 soon"); // Friday: five working days left
    assert_eq!(first(date(2026, 2, 5)), "M 01 2026-02-13 due");
    assert_eq!(first(date(2026, 2, 13)), "M 01 2026-02-13 soon");
    assert_eq!(first(date(2026, 2, 14)), "M 01 2026-02-13 overdue 2026-02-14");
}

#[test]
fn a_release_meets_the_period_it_is_in_time_for_and_what_is_left_makes_up_for_the_oldest() {
    let catalogue = since(date(2026, 1, 1));
    let facts = Facts {
        released: vec![
            released(1, "M", Stage::Result, date(2026, 2, 3)), // January, in time
            released(2, "M", Stage::Result, date(2026, 2, 4)), // February, early
            released(3, "M", Stage::Result, date(2026, 5, 20)), // May's own
            released(4, "M", Stage::Result, date(2026, 5, 21)), // March, late
            released(5, "Q", Stage::Result, date(2026, 4, 1)), // the second quarter
        ],
        ..Facts::default()
    };
    let months = of("M", &catalogue, &facts, date(2026, 6, 1));
    assert_eq!(
        months[..6],
        [
            "M 01 2026-02-13 fulfilled",
            "M 02 2026-03-13 fulfilled",
            "M 03 2026-04-15 fulfilled+36",
            "M 04 2026-05-18 overdue 2026-05-19",
            "M 05 2026-06-12 fulfilled",
            "M 06 2026-07-14 due",
        ]
    );
    let quarters = of("Q", &catalogue, &facts, date(2026, 6, 1));
    assert_eq!(quarters[0], "Q 01 2026-03-31 overdue 2026-04-01");
    assert_eq!(quarters[1], "Q 04 2026-06-30 fulfilled");
}

#[test]
fn two_stages_of_one_matter_fulfil_one_period_and_the_second_stage_is_owed_too() {
    let catalogue = since(date(2026, 1, 1));
    let mut facts = Facts {
        matters: vec![matter("H", date(2026, 3, 2))],
        ..Facts::default()
    };
    assert_eq!(of("H", &catalogue, &facts, date(2026, 3, 3)).len(), 2);
    let decision = Released {
        matter: MatterId(id(900)),
        ..released(1, "H", Stage::Decision, date(2026, 3, 10))
    };
    facts.released.push(decision);
    assert_eq!(
        of("H", &catalogue, &facts, date(2026, 3, 11)),
        [
            "H result 2026-03-24 due",
            "H 01 2026-07-14 fulfilled",
            "H 07 2027? due"
        ]
    );
    let result = Released {
        matter: MatterId(id(900)),
        ..released(2, "H", Stage::Result, date(2026, 3, 20))
    };
    facts.released.push(result);
    assert_eq!(
        of("H", &catalogue, &facts, date(2026, 3, 21)),
        [
            "H result 2026-03-24 fulfilled",
            "H 01 2026-07-14 fulfilled",
            "H 07 2027? due"
        ]
    );
}

#[test]
fn the_stages_of_a_matter_are_owed_one_after_the_other() {
    let catalogue = since(date(2026, 1, 1));
    let mut facts = Facts {
        matters: vec![matter("P", date(2026, 3, 2))],
        ..Facts::default()
    };
    let on = |facts: &Facts, day| of("P", &catalogue, facts, day);
    assert_eq!(on(&facts, date(2026, 3, 2)), ["P before 2026-03-16 due"]);
    facts
        .released
        .push(stage_released(Stage::Before, date(2026, 3, 6)));
    // five working days of notice end on 13 March, and ten more on the 27th
    assert_eq!(
        on(&facts, date(2026, 3, 6)),
        ["P before 2026-03-16 fulfilled", "P decision 2026-03-27 due"]
    );
    facts
        .released
        .push(stage_released(Stage::Decision, date(2026, 4, 1)));
    assert_eq!(
        on(&facts, date(2026, 4, 1)),
        [
            "P before 2026-03-16 fulfilled",
            "P decision 2026-03-27 fulfilled+5",
            "P result 2026-04-30 due" // its own twenty days
        ]
    );
}

#[test]
fn a_stage_that_was_left_out_is_excused_and_the_next_one_is_owed_from_that_day() {
    let mut left = matter("P", date(2026, 3, 2));
    left.left_out.push((Stage::Before, date(2026, 3, 4)));
    let facts = Facts {
        matters: vec![left],
        ..Facts::default()
    };
    assert_eq!(
        of("P", &since(date(2026, 1, 1)), &facts, date(2026, 3, 5)),
        ["P before 2026-03-16 excused", "P decision 2026-03-18 due"]
    );
}

#[test]
fn a_stage_that_a_later_one_overtook_raises_an_alarm_from_that_day() {
    let facts = Facts {
        matters: vec![matter("P", date(2026, 3, 2))],
        released: vec![stage_released(Stage::Decision, date(2026, 3, 5))],
        ..Facts::default()
    };
    assert_eq!(
        of("P", &since(date(2026, 1, 1)), &facts, date(2026, 3, 6)),
        [
            "P decision - fulfilled",
            "P before 2026-03-16 overdue 2026-03-05",
            "P result 2026-04-02 due"
        ]
    );
}

#[test]
fn an_event_without_a_deadline_is_owed_without_a_day() {
    let facts = Facts {
        matters: vec![matter("E", date(2026, 3, 2))],
        ..Facts::default()
    };
    assert_eq!(
        of("E", &since(date(2026, 1, 1)), &facts, date(2026, 12, 6)),
        ["E result - due"]
    );
}

proptest! {
    /// The reference tries every way of giving releases to periods.
    #[test]
    fn as_many_periods_are_met_in_time_as_can_be(
        days in prop::collection::vec(0_i32..150, 0..6),
        first in 1_i8..5,
    ) {
        let from = date(2026, first, 1);
        let catalogue = since(from);
        let calendar = calendar();
        let span = Span { from, to: date(2026, 6, 30) };
        let slots: Vec<_> = catalogue.slots(&calendar, span).into_iter().filter(|slot| slot.rule.entry == "M").collect();
        let mut on: Vec<_> = days.iter().map(|days| from.checked_add(jiff::Span::new().days(*days)).unwrap()).collect();
        on.sort();
        let facts = Facts {
            released: (0_u32..).zip(&on).map(|(number, on)| released(number, "M", Stage::Result, *on)).collect(),
            ..Facts::default()
        };
        let owed = of_unit(&slots, &facts, Today::new(date(2026, 12, 1), &calendar));
        let counted = owed.iter().fold(Meets::default(), |mut meets, owed| {
            match owed.state {
                State::Fulfilled { late: 0, .. } => meets.in_time += 1,
                State::Fulfilled { .. } => meets.late += 1,
                _ => meets.missed += 1,
            }
            meets
        });
        let windows: Vec<_> = slots.iter().map(|slot| match slot.about {
            About::Period { from, .. } => (from, slot.clock.due.unwrap()),
            _ => unreachable!(),
        }).collect();
        prop_assert_eq!(counted, reference::best(&windows, &on));
    }
}

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

#[test]
fn what_it_is_about_is_read_as_it_was_written() {
    for about in [
        About::Standing,
        About::Stage(MatterId(id(7)), Stage::Decision),
        About::Period {
            from: date(2026, 1, 1),
            to: date(2026, 1, 31),
        },
    ] {
        assert_eq!(about.to_string().parse::<About>().unwrap(), about);
    }
    assert!("2026-01-01".parse::<About>().is_err());
    assert!("x/result".parse::<About>().is_err());
}

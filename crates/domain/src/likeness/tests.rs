use uuid::Uuid;

use super::*;

const UNIT: UnitId = UnitId(Uuid::from_u128(1));
const ABOVE: UnitId = UnitId(Uuid::from_u128(2));

fn found(standing: Standing, hands: &[u128]) -> Found {
    Found {
        disclosure: DisclosureId(Uuid::from_u128(3)),
        source: DisclosureId(Uuid::from_u128(4)),
        line: vec![UNIT, ABOVE],
        standing,
        hands: hands.iter().map(|number| person(*number)).collect(),
    }
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn somebody(number: u128, seats: &[(UnitId, Duty)]) -> Actor {
    Actor {
        person: person(number),
        seats: seats
            .iter()
            .map(|(unit, duty)| Seat {
                unit: *unit,
                duty: *duty,
            })
            .collect(),
        stands_in: Vec::new(),
    }
}

#[test]
fn the_unit_answers_and_nobody_else_does() {
    let open = found(Standing::Open, &[]);
    let answer = open
        .answer(" 按上级统一文本印发。 ", &somebody(10, &[(UNIT, Duty::Check)]))
        .unwrap();
    assert_eq!(
        (answer.words.as_str(), answer.by),
        ("按上级统一文本印发。", person(10))
    );
    let above = open.answer("不是本单位。", &somebody(11, &[(ABOVE, Duty::Supervise)]));
    assert_eq!(above, Err(PlanRefusal::DutyMissing(Duty::Draft).into()));
    let silent = open.answer("  ", &somebody(10, &[(UNIT, Duty::Draft)]));
    assert_eq!(silent, Err(Refusal::WordsMissing));
    let number = open.answer(
        "身份证号 11010519491231002X。",
        &somebody(10, &[(UNIT, Duty::Draft)]),
    );
    assert!(matches!(number, Err(Refusal::Plan(PlanRefusal::WordsUnfit(_)))));
}

#[test]
fn whoever_closes_supervises_and_has_no_part_in_the_text() {
    let open = found(Standing::Answered, &[12]);
    let close = |by: &Actor| {
        open.close(Some(Outcome::Reasonable), "统一文本，合理。", by)
            .map(drop)
    };
    assert_eq!(close(&somebody(10, &[(ABOVE, Duty::Discipline)])), Ok(()));
    assert_eq!(
        close(&somebody(11, &[(UnitId(Uuid::from_u128(9)), Duty::Supervise)])),
        Ok(())
    );
    let elsewhere = somebody(11, &[(UnitId(Uuid::from_u128(9)), Duty::Discipline)]);
    assert_eq!(close(&elsewhere), Err(Refusal::NotSupervising));
    assert_eq!(
        close(&somebody(13, &[(UNIT, Duty::Approve)])),
        Err(Refusal::NotSupervising)
    );
    let drafts = somebody(13, &[(UNIT, Duty::Draft), (ABOVE, Duty::Supervise)]);
    assert_eq!(close(&drafts), Err(Refusal::DraftsThere));
    assert_eq!(
        close(&somebody(12, &[(ABOVE, Duty::Supervise)])),
        Err(Refusal::HadAHand)
    );
    let none = open.close(None, "统一文本。", &somebody(10, &[(ABOVE, Duty::Supervise)]));
    assert_eq!(none, Err(Refusal::OutcomeMissing));
}

#[test]
fn whoever_stands_in_for_the_one_who_answered_does_not_close_it() {
    let open = found(Standing::Answered, &[12]);
    let mut deputy = somebody(13, &[(ABOVE, Duty::Supervise)]);
    deputy.stands_in = vec![(deputy.seats[0], person(12))];
    assert_eq!(open.may_close(&deputy), Err(Refusal::HadAHand));
}

#[test]
fn what_is_closed_is_closed_once_and_an_answer_is_still_heard() {
    let closed = found(Standing::Closed, &[]);
    let supervisor = somebody(10, &[(ABOVE, Duty::Supervise)]);
    assert_eq!(closed.may_close(&supervisor), Err(Refusal::ClosedAlready));
    assert_eq!(closed.may_answer(&somebody(11, &[(UNIT, Duty::Draft)])), Ok(()));
}

#[test]
fn a_step_is_read_as_it_was_written() {
    let step = Step::Answered(
        found(Standing::Open, &[])
            .answer("已核实。", &somebody(10, &[(UNIT, Duty::Draft)]))
            .unwrap(),
    );
    let text = serde_json::to_string(&step).unwrap();
    assert!(text.starts_with(r#"{"step":"answered","disclosure":""#), "{text}");
    assert_eq!(serde_json::from_str::<Step>(&text).unwrap(), step);
}

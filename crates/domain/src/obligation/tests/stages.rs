use super::*;

fn stage_released(stage: Stage, on: Date) -> Released {
    Released {
        disclosure: DisclosureId(id(1)),
        ..released(900, "P", stage, on)
    }
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

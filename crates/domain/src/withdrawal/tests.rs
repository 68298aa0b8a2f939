use uuid::Uuid;

use super::*;

const UNIT: UnitId = UnitId(Uuid::from_u128(1));
const ABOVE: UnitId = UnitId(Uuid::from_u128(4));
const TOP: UnitId = UnitId(Uuid::from_u128(5));

fn released() -> Released {
    Released {
        disclosure: DisclosureId(Uuid::from_u128(2)),
        unit: UNIT,
        authority: UNIT,
        line: vec![UNIT, ABOVE, TOP],
        crew: Crew::default(),
        withdrawn: false,
        asked: None,
        done: None,
    }
}

fn somebody(number: u128, duty: Duty) -> Actor {
    Actor {
        person: PersonId(Uuid::from_u128(number)),
        seats: vec![Seat { unit: UNIT, duty }],
        stands_in: Vec::new(),
    }
}

#[test]
fn whoever_stands_in_for_the_asker_does_not_confirm_either() {
    let pi = somebody(10, Duty::Approve);
    let mut dai = somebody(12, Duty::Approve);
    dai.stands_in = vec![(dai.seats[0], pi.person)];
    assert_eq!(asked(&pi).confirm(&dai), Err(Refusal::OwnRequest));
    // with a seat of their own they answer for themselves
    dai.seats.push(dai.seats[0]);
    assert!(asked(&pi).confirm(&dai).is_ok());
}

fn asked(by: &Actor) -> Released {
    let id = WithdrawalId(Uuid::from_u128(3));
    Released {
        asked: Some(Asked {
            request: id,
            by: by.person,
            for_whom: None,
        }),
        ..released()
    }
}

#[test]
fn whoever_asks_does_not_confirm_and_whoever_confirms_has_the_authority() {
    let (pi, shu) = (somebody(10, Duty::Approve), somebody(11, Duty::Approve));
    let mara = somebody(12, Duty::Draft);
    assert_eq!(asked(&pi).confirm(&pi), Err(Refusal::OwnRequest));
    assert!(asked(&pi).confirm(&shu).is_ok());
    assert!(asked(&pi).confirm(&mara).is_err());
    assert_eq!(released().confirm(&pi), Err(Refusal::NothingAsked));
}

#[test]
fn only_who_takes_part_asks_once_with_a_ground_and_words() {
    let id = WithdrawalId(Uuid::from_u128(3));
    let mara = somebody(12, Duty::Draft);
    let ground = Some(Ground::Wrong);
    assert!(released().ask(id, (ground, "金额写错。"), &mara).is_ok());
    assert_eq!(
        released().ask(id, (None, "金额写错。"), &mara),
        Err(Refusal::GroundMissing)
    );
    assert_eq!(
        released().ask(id, (ground, " "), &mara),
        Err(Refusal::WordsMissing)
    );
    assert!(released().ask(id, (ground, "手机 13800001234"), &mara).is_err());
    assert_eq!(asked(&mara).may_ask(&mara), Err(Refusal::AskedAlready));
    for duty in [Duty::Supervise, Duty::Discipline, Duty::Administer] {
        assert!(released().may_ask(&somebody(13, duty)).is_err(), "{duty:?}");
    }
    let gone = Released {
        withdrawn: true,
        ..released()
    };
    assert_eq!(gone.may_ask(&mara), Err(Refusal::Withdrawn));
}

/// A disclosure whose withdrawal an approver of the unit asked for, with approvers in these units.
fn asked_by_its_only_approver(approvers: &[(UnitId, u128)]) -> Released {
    let sitting = |(unit, number): &(UnitId, u128)| Sitting {
        seat: approves(*unit),
        person: PersonId(Uuid::from_u128(*number)),
        for_whom: None,
    };
    Released {
        crew: Crew(approvers.iter().map(sitting).collect()),
        ..asked(&somebody(10, Duty::Approve))
    }
}

fn sits_in(unit: UnitId, number: u128) -> Actor {
    Actor {
        seats: vec![approves(unit)],
        ..somebody(number, Duty::Approve)
    }
}

#[test]
fn what_the_only_approver_asks_goes_up_to_the_next_unit_that_has_one() {
    let next = asked_by_its_only_approver(&[(UNIT, 10), (ABOVE, 20), (TOP, 30)]);
    assert_eq!(next.seat(), ABOVE);
    assert!(next.confirm(&sits_in(ABOVE, 20)).is_ok());
    assert!(next.confirm(&sits_in(TOP, 30)).is_err());
    let further = asked_by_its_only_approver(&[(UNIT, 10), (ABOVE, 10), (TOP, 30)]);
    assert_eq!(further.seat(), TOP);
    assert_eq!(further.confirm(&sits_in(TOP, 30)).unwrap().unit, TOP);
    assert_eq!(asked_by_its_only_approver(&[(UNIT, 10)]).seat(), UNIT);
    assert_eq!(
        asked_by_its_only_approver(&[(UNIT, 10), (UNIT, 11), (ABOVE, 20)]).seat(),
        UNIT
    );
}

#[test]
fn only_who_asked_takes_the_request_back_and_only_while_it_waits() {
    let (pi, shu) = (somebody(10, Duty::Approve), somebody(11, Duty::Approve));
    assert!(asked(&pi).take_back(&pi).is_ok());
    assert_eq!(asked(&pi).take_back(&shu), Err(Refusal::NotYours));
    assert_eq!(released().take_back(&pi), Err(Refusal::NothingAsked));
}

#[test]
fn a_deputy_asks_and_answers_in_somebodys_place_and_neither_of_them_answers_what_the_other_asked() {
    let (pi, mut dai) = (somebody(10, Duty::Approve), somebody(12, Duty::Approve));
    dai.stands_in = vec![(dai.seats[0], pi.person)];
    let id = WithdrawalId(Uuid::from_u128(3));
    let request = released()
        .ask(id, (Some(Ground::Wrong), "金额写错。"), &dai)
        .unwrap();
    assert_eq!((request.by, request.for_whom), (dai.person, Some(pi.person)));
    let by_deputy = Released {
        asked: Some(Asked {
            request: id,
            by: dai.person,
            for_whom: Some(pi.person),
        }),
        ..released()
    };
    assert_eq!(by_deputy.confirm(&pi), Err(Refusal::OwnRequest));
    let shu = somebody(11, Duty::Approve);
    assert_eq!(asked(&shu).confirm(&dai).unwrap().for_whom, Some(pi.person));
    assert_eq!(asked(&shu).decline("不同意", &pi).unwrap().for_whom, None);
}

use uuid::Uuid;

use super::*;
use crate::actor::Seat;
use crate::content::Commitment;
use crate::ids::ContentId;
use crate::time::Timestamp;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

const UNIT: UnitId = UnitId(Uuid::from_u128(1));
const SUPERIOR: UnitId = UnitId(Uuid::from_u128(2));

fn actor(person: u128, unit: UnitId, duty: Duty) -> Actor {
    Actor {
        person: PersonId(id(person)),
        seats: vec![Seat { unit, duty }],
        stands_in: Vec::new(),
    }
}

fn sealed() -> Sealed {
    Sealed {
        content: ContentId(id(9)),
        commitment: Commitment([0; 32]),
    }
}

/// A version in a state, drafted by person 10 and checked by person 11.
fn version(state: State) -> Version {
    let done = |deed, by: u128| Done {
        edition: 2,
        deed,
        by: Some(PersonId(id(by))),
        for_whom: None,
        at: Timestamp::START,
        words: String::new(),
    };
    Version {
        id: CatalogueId(id(3)),
        unit: UNIT,
        superior: Some(SUPERIOR),
        track: Track::Party,
        state,
        edition: 2,
        sealed: sealed(),
        steps: vec![done(Deed::Drafted, 10), done(Deed::Checked, 11)],
    }
}

#[test]
fn a_version_goes_from_hand_to_hand() {
    let clear = Obstacles::default();
    let drafter = actor(10, UNIT, Duty::Draft);
    let checker = actor(11, UNIT, Duty::Check);
    let filer = actor(12, UNIT, Duty::Approve);
    let acceptor = actor(13, SUPERIOR, Duty::Approve);
    let deed = |step: Result<Step, Refusal>| step.unwrap().deed;
    assert_eq!(
        deed(version(State::Draft).submit(2, &clear, &drafter)),
        Deed::Submitted
    );
    assert_eq!(
        deed(version(State::InCheck).check(2, "", &checker)),
        Deed::Checked
    );
    assert_eq!(
        deed(version(State::Checked).file(2, "", &clear, &filer)),
        Deed::Filed
    );
    assert_eq!(
        deed(version(State::Filed).accept(2, "", &clear, &acceptor)),
        Deed::Accepted
    );
    assert_eq!(
        deed(version(State::Filed).send_back(2, "请补依据", &acceptor)),
        Deed::Returned
    );
}

#[test]
fn nobody_passes_their_own_work() {
    let clear = Obstacles::default();
    let checks = actor(10, UNIT, Duty::Check);
    assert_eq!(
        version(State::InCheck).check(2, "", &checks),
        Err(Refusal::OwnDraft)
    );
    for own in [10, 11] {
        let why = if own == 10 {
            Refusal::OwnDraft
        } else {
            Refusal::CheckedAlready
        };
        let files = actor(own, UNIT, Duty::Approve);
        assert_eq!(
            version(State::Checked).file(2, "", &clear, &files),
            Err(why.clone())
        );
        let accepts = actor(own, SUPERIOR, Duty::Approve);
        assert_eq!(version(State::Filed).accept(2, "", &clear, &accepts), Err(why));
    }
}

#[test]
fn whoever_filed_a_version_does_not_accept_it_above() {
    let clear = Obstacles::default();
    let mut filed = version(State::Filed);
    filed.steps.push(Done {
        deed: Deed::Filed,
        by: Some(PersonId(id(12))),
        for_whom: Some(PersonId(id(14))),
        ..filed.steps[1].clone()
    });
    for hand in [12, 14] {
        let accepts = actor(hand, SUPERIOR, Duty::Approve);
        assert_eq!(filed.accept(2, "", &clear, &accepts), Err(Refusal::FiledAlready));
    }
    let other = actor(13, SUPERIOR, Duty::Approve);
    assert!(filed.accept(2, "", &clear, &other).is_ok());
}

#[test]
fn a_deputys_step_says_in_whose_place_and_binds_that_one_too() {
    let (absent, clear) = (PersonId(id(15)), Obstacles::default());
    let stands_in = |person, duty| {
        let mut dai = actor(person, UNIT, duty);
        dai.stands_in = vec![(dai.seats[0], absent)];
        dai
    };
    let dai = stands_in(16, Duty::Check);
    let step = version(State::InCheck).check(2, "", &dai).unwrap();
    assert_eq!(step.for_whom, Some(absent));
    let mut checked = version(State::Checked);
    checked.steps[1].by = Some(dai.person);
    checked.steps[1].for_whom = Some(absent);
    for by in [actor(15, UNIT, Duty::Approve), stands_in(17, Duty::Approve)] {
        assert_eq!(checked.file(2, "", &clear, &by), Err(Refusal::CheckedAlready));
    }
    let drafted = version(State::Draft)
        .edit(2, sealed(), &stands_in(18, Duty::Draft))
        .unwrap();
    assert_eq!(drafted.for_whom, Some(absent));
}

#[test]
fn the_superior_answers_and_the_root_answers_itself() {
    let clear = Obstacles::default();
    let at_home = actor(12, UNIT, Duty::Approve);
    assert_eq!(
        version(State::Filed).accept(2, "", &clear, &at_home),
        Err(Refusal::DutyMissing(Duty::Approve))
    );
    let root = Version {
        superior: None,
        ..version(State::Filed)
    };
    assert!(root.accept(2, "", &clear, &at_home).is_ok());
}

#[test]
fn only_a_draft_is_changed_and_only_as_it_was_seen() {
    let drafter = actor(14, UNIT, Duty::Draft);
    assert_eq!(
        version(State::Returned)
            .edit(2, sealed(), &drafter)
            .unwrap()
            .edition,
        3
    );
    assert_eq!(
        version(State::Draft).edit(1, sealed(), &drafter),
        Err(Refusal::Stale { seen: 1, now: 2 })
    );
    for state in [State::InCheck, State::Checked, State::Filed, State::Accepted] {
        assert_eq!(
            version(state).edit(2, sealed(), &drafter),
            Err(Refusal::WrongState(state))
        );
    }
    let reader = actor(14, SUPERIOR, Duty::Draft);
    assert_eq!(
        version(State::Draft).edit(2, sealed(), &reader),
        Err(Refusal::DutyMissing(Duty::Draft))
    );
}

#[test]
fn what_is_loose_or_unfinished_goes_nowhere() {
    let drafter = actor(10, UNIT, Duty::Draft);
    let gaps = Obstacles {
        gaps: vec!["A-1".into()],
        looser: Vec::new(),
    };
    assert_eq!(
        version(State::Draft).submit(2, &gaps, &drafter),
        Err(Refusal::Gaps(vec!["A-1".into()]))
    );
    let text = include_str!("../../../../rulebooks/party-grassroots.toml");
    let above = Rulebook::parse("r.toml", text).unwrap();
    let mut own = above.clone();
    own.entries.pop();
    let loose = Obstacles::of(&own, Some(&above));
    let acceptor = actor(13, SUPERIOR, Duty::Approve);
    assert!(matches!(
        version(State::Filed).accept(2, "", &loose, &acceptor),
        Err(Refusal::Looser(_))
    ));
    own.entries[0].responsible = format!("岗位{GAP}");
    assert_eq!(Obstacles::of(&own, None).gaps, [own.entries[0].key.as_str()]);
}

#[test]
fn a_return_says_why() {
    let acceptor = actor(13, SUPERIOR, Duty::Approve);
    let back = |words: &str| version(State::Filed).send_back(2, words, &acceptor);
    assert_eq!(back("  "), Err(Refusal::ReasonMissing));
    assert_eq!(
        back(&"长".repeat(2001)),
        Err(Refusal::WordsTooLong { length: 2001 })
    );
    assert_eq!(back("a\0"), Err(Refusal::Unreadable));
}

#[test]
fn a_version_never_holds_before_it_was_accepted_nor_before_the_one_it_replaces() {
    let day = |text: &str| text.parse::<Date>().unwrap();
    let (early, late) = (day("2026-01-01"), day("2026-12-01"));
    assert_eq!(day_in_force(early, day("2026-03-02"), None), day("2026-03-02"));
    assert_eq!(day_in_force(late, day("2026-03-02"), None), late);
    assert_eq!(day_in_force(early, day("2026-03-02"), Some(late)), late);
}

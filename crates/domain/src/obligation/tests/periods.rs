use proptest::prelude::*;

use super::super::reference::{self, Meets};
use super::*;

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

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Clock, Period, Skipped};
use crate::calendar::tests::{calendar, reference};
use crate::calendar::{NotPublished, Off};
use crate::rulebook::DayUnit::{self, Calendar as C, Working as W};

/// From which day, how long, and the last day as somebody counted it on a wall calendar; a year alone is one that is
/// not published yet.
const EXAMPLES: &[(&str, u32, DayUnit, &str)] = &[
    // no days: the day itself, whatever day it is
    ("2026-03-04", 0, W, "2026-03-04"),
    ("2026-02-17", 0, W, "2026-02-17"),
    ("2026-10-03", 0, C, "2026-10-03"),
    ("2027-03-01", 0, W, "2027-03-01"),
    // one working day: weekends, make-up days, holidays
    ("2026-03-04", 1, W, "2026-03-05"),
    ("2026-03-06", 1, W, "2026-03-09"),
    ("2026-03-07", 1, W, "2026-03-09"),
    ("2026-02-13", 1, W, "2026-02-14"), // a worked Saturday
    ("2026-02-14", 1, W, "2026-02-24"), // over the Spring Festival
    ("2026-02-27", 1, W, "2026-02-28"),
    ("2026-02-28", 1, W, "2026-03-02"),
    ("2025-12-31", 1, W, "2026-01-04"), // a worked Sunday after New Year
    ("2026-01-04", 1, W, "2026-01-05"),
    ("2026-04-03", 1, W, "2026-04-07"),
    ("2026-04-30", 1, W, "2026-05-06"),
    ("2026-05-08", 1, W, "2026-05-09"),
    ("2026-06-18", 1, W, "2026-06-22"),
    ("2026-09-19", 1, W, "2026-09-20"),
    ("2026-09-24", 1, W, "2026-09-28"),
    ("2026-09-30", 1, W, "2026-10-08"),
    ("2026-10-09", 1, W, "2026-10-10"),
    ("2024-12-31", 1, W, "2025-01-02"),
    ("2024-06-09", 1, W, "2024-06-11"),
    ("2024-04-28", 1, W, "2024-04-29"), // set going on a worked Sunday
    // three working days
    ("2024-04-26", 3, W, "2024-04-30"),
    ("2024-04-28", 3, W, "2024-05-06"),
    ("2025-04-28", 3, W, "2025-05-06"),
    ("2026-04-28", 3, W, "2026-05-06"),
    ("2026-03-02", 3, W, "2026-03-05"),
    ("2026-03-04", 3, W, "2026-03-09"),
    ("2026-02-12", 3, W, "2026-02-24"),
    ("2026-09-29", 3, W, "2026-10-09"),
    ("2025-09-29", 3, W, "2025-10-10"),
    ("2025-01-24", 3, W, "2025-02-05"),
    ("2024-02-07", 3, W, "2024-02-18"),
    // five working days
    ("2026-03-06", 5, W, "2026-03-13"),
    ("2026-02-10", 5, W, "2026-02-24"),
    ("2026-04-01", 5, W, "2026-04-09"),
    ("2026-05-06", 5, W, "2026-05-12"),
    ("2026-06-17", 5, W, "2026-06-25"),
    ("2026-09-18", 5, W, "2026-09-24"),
    ("2026-09-28", 5, W, "2026-10-10"),
    ("2025-12-29", 5, W, "2026-01-06"),
    ("2024-09-12", 5, W, "2024-09-20"),
    ("2024-09-27", 5, W, "2024-10-10"),
    ("2024-10-08", 5, W, "2024-10-14"),
    ("2026-12-24", 5, W, "2026-12-31"),
    // seven working days
    ("2026-03-02", 7, W, "2026-03-11"),
    ("2026-02-11", 7, W, "2026-02-27"),
    ("2026-09-21", 7, W, "2026-10-08"),
    ("2025-04-30", 7, W, "2025-05-14"),
    ("2024-12-26", 7, W, "2025-01-07"),
    ("2025-05-29", 7, W, "2025-06-10"),
    // twenty working days
    ("2026-03-02", 20, W, "2026-03-30"),
    ("2026-01-30", 20, W, "2026-03-05"),
    ("2025-01-02", 20, W, "2025-02-06"),
    ("2026-09-10", 20, W, "2026-10-14"),
    ("2024-01-26", 20, W, "2024-02-28"),
    ("2026-04-28", 20, W, "2026-05-28"),
    ("2024-04-28", 20, W, "2024-05-28"),
    // a year that nobody knows yet, or any more
    ("2026-12-31", 1, W, "2027"),
    ("2026-12-28", 5, W, "2027"),
    ("2026-12-14", 20, W, "2027"),
    ("2027-03-01", 1, W, "2027"),
    ("2023-12-29", 1, W, "2023"),
    ("2026-12-30", 5, C, "2027"),
    ("2026-12-12", 20, C, "2027"),
    // calendar days: the last day moves on when nobody works on it
    ("2026-03-02", 1, C, "2026-03-03"),
    ("2026-03-06", 1, C, "2026-03-09"),
    ("2026-03-02", 3, C, "2026-03-05"),
    ("2026-02-12", 3, C, "2026-02-24"),
    ("2026-03-03", 5, C, "2026-03-09"),
    ("2026-09-25", 5, C, "2026-09-30"),
    ("2026-09-26", 5, C, "2026-10-08"),
    ("2026-02-07", 7, C, "2026-02-14"),
    ("2026-03-02", 7, C, "2026-03-09"),
    ("2025-12-25", 7, C, "2026-01-04"),
    ("2026-04-28", 7, C, "2026-05-06"),
    ("2026-03-02", 20, C, "2026-03-23"),
    ("2026-01-31", 20, C, "2026-02-24"),
    ("2024-02-09", 20, C, "2024-02-29"),
    ("2026-12-11", 20, C, "2026-12-31"),
    ("2026-12-26", 5, C, "2026-12-31"),
];

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn clock(from: Date, days: u32, unit: DayUnit) -> Clock {
    Clock::start(&calendar(), from, Period { days, unit })
}

/// The same by crossing off days on a sheet that was typed a second time.
fn crossed_off(from: Date, days: u32, unit: DayUnit) -> Result<Date, NotPublished> {
    if days == 0 {
        return Ok(from);
    }
    let sheet = reference();
    let (mut today, mut left) = (from, days);
    loop {
        today = today.checked_add(1.day()).unwrap();
        let line = sheet.iter().find(|(day, _)| *day == today);
        let known = line.map(|(_, worked)| *worked);
        let missing = NotPublished { year: today.year() };
        if unit == C && 1 < left {
            left -= 1;
        } else if known.ok_or(missing)? {
            left -= 1;
            if left == 0 {
                return Ok(today);
            }
        }
    }
}

#[test]
fn every_worked_example_is_what_was_counted_by_hand_and_by_crossing_off() {
    assert!(80 <= EXAMPLES.len());
    for (from, days, unit, last) in EXAMPLES {
        let expected = match last.parse() {
            Ok(year) => Err(NotPublished { year }),
            Err(_) => Ok(day(last)),
        };
        let what = format!("{days} days ({}) from {from}", unit.code());
        assert_eq!(clock(day(from), *days, *unit).due, expected, "{what}");
        assert_eq!(
            crossed_off(day(from), *days, *unit),
            expected,
            "{what}, crossed off"
        );
    }
}

#[test]
fn it_says_which_days_it_passed_over_and_which_weekends_it_counted() {
    let calendar = calendar();
    let twenty = clock(date(2026, 1, 30), 20, W);
    let course = twenty.course(&calendar);
    let skipped = |from: &str, to: &str, why| Skipped {
        from: day(from),
        to: day(to),
        why,
    };
    assert_eq!(
        course.skipped,
        [
            skipped("2026-01-31", "2026-02-01", Off::Weekend),
            skipped("2026-02-07", "2026-02-08", Off::Weekend),
            skipped("2026-02-15", "2026-02-23", Off::Holiday("春节")),
            skipped("2026-03-01", "2026-03-01", Off::Weekend),
        ]
    );
    assert_eq!(
        course.made_up,
        [(date(2026, 2, 14), "春节"), (date(2026, 2, 28), "春节")]
    );
}

#[test]
fn calendar_days_pass_over_nothing_but_the_days_off_at_their_end() {
    let calendar = calendar();
    let five = clock(date(2026, 9, 26), 5, C);
    let holiday = Skipped {
        from: date(2026, 10, 1),
        to: date(2026, 10, 7),
        why: Off::Holiday("国庆节"),
    };
    assert_eq!(five.course(&calendar).skipped, [holiday]);
    assert!(clock(date(2026, 3, 2), 7, C).course(&calendar).skipped.is_empty());
}

#[test]
fn it_ends_with_the_close_of_its_last_day() {
    let five = clock(date(2026, 3, 6), 5, W);
    assert!(!five.is_over(date(2026, 3, 13)));
    assert!(five.is_over(date(2026, 3, 14)));
    assert!(!clock(date(2026, 12, 31), 1, W).is_over(date(2030, 1, 1)));
}

proptest! {
    #[test]
    fn the_days_of_its_course_add_up(at in 0_i32..1000, days in 0_u32..60) {
        let calendar = calendar();
        let from = date(2024, 1, 1).checked_add(at.days()).unwrap();
        let clock = clock(from, days, W);
        prop_assert_eq!(clock.due, crossed_off(from, days, W));
        if let Ok(due) = clock.due {
            let passed: i32 = clock.course(&calendar).skipped.iter()
                .map(|run| run.from.until(run.to).unwrap().get_days() + 1).sum();
            prop_assert_eq!(from.until(due).unwrap().get_days(), passed + i32::try_from(days).unwrap());
        }
    }
}

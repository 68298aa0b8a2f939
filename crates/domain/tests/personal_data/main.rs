//! How well personal data is found: ten thousand made-up strings, each with the truth known, half of them hard to
//! tell from personal data and none.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "made-up strings, and what was found in them is told"
)]

mod maker;
mod sentences;

use std::collections::BTreeMap;

use domain::personal_data::{Kind, find, mask};
use maker::Maker;

const STRINGS: usize = 10_000;

#[test]
fn of_ten_thousand_strings_nearly_all_that_is_personal_is_found_and_hardly_anything_else() {
    let mut maker = Maker::new(20_261_125);
    let (mut planted, mut hit, mut told, mut strings) = (0, 0, 0, 0);
    let mut missed: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    while strings < STRINGS {
        let (text, truth) = maker.sentence(strings % 2 == 0);
        let mut found: Vec<Kind> = find(&text).into_iter().map(|found| found.kind).collect();
        told += found.len();
        planted += truth.len();
        for kind in truth {
            match found.iter().position(|found| *found == kind) {
                Some(place) => {
                    found.remove(place);
                    hit += 1;
                }
                None => missed.entry(kind).or_default().push(text.clone()),
            }
        }
        wrong.extend(found.into_iter().map(|kind| (kind, text.clone())));
        strings += 1;
    }
    let share = |part: usize, whole: usize| {
        f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
    };
    let (recall, precision) = (share(hit, planted), share(hit, told));
    println!(
        "{strings} strings, {planted} planted, {told} told: recall {recall:.4}, precision {precision:.4}"
    );
    for (kind, texts) in &missed {
        println!(
            "missed {kind:?} {} times, as {:?}",
            texts.len(),
            &texts[..texts.len().min(6)]
        );
    }
    println!(
        "wrong {} times, as {:?}",
        wrong.len(),
        &wrong[..wrong.len().min(12)]
    );
    assert!(0.99 <= recall && 0.95 <= precision);
}

#[test]
fn what_was_masked_is_not_found_again() {
    let mut maker = Maker::new(7);
    for round in 0..2_000 {
        let (text, _) = maker.sentence(round % 2 == 0);
        let masked = mask(&text);
        assert_eq!(find(&masked), [], "{text} → {masked}");
    }
}

//! No text makes it panic, and none takes time beyond its length.

use copycheck::{Entry, Kind, Store};
use proptest::prelude::*;

use crate::folder::Folder;
use crate::made::{Chance, entry, text, unit};

fn sorts() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(vec![
        "《",
        "》",
        "“",
        "”",
        "要求：",
        "，",
        "\n",
        "\u{200b}",
        "１２",
        "三千",
        "2024年5月",
        "ﷺ",
        "𠀀",
        "e\u{301}",
    ]);
    prop_oneof![
        any::<String>(),
        prop::collection::vec(marks, 0..60).prop_map(|marks| marks.concat())
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_may_be_added_and_asked_about(texts in prop::collection::vec((sorts(), sorts(), 0..4_usize), 1..6)) {
        let folder = Folder::new("any");
        let store = Store::open(folder.path()).unwrap();
        let kinds = [Kind::Document, Kind::Regulation, Kind::Circular, Kind::Template];
        let entries: Vec<Entry> = texts.iter().enumerate().map(|(number, (start, end, kind))| Entry {
            kind: kinds[*kind],
            title: end.clone(),
            ..entry(&number.to_string(), start, format!("{start}{end}{start}{end}"))
        }).collect();
        entries.iter().for_each(|entry| store.add(entry).unwrap());
        store.settle().unwrap();
        for asked in entries {
            let length = asked.text.chars().count();
            let report = store.check(&Entry { id: "asked".to_owned(), ..asked }).unwrap();
            for finding in report.findings {
                prop_assert!(finding.passages.iter().all(|passage| passage.here.start < passage.here.end && passage.here.end <= length));
            }
            prop_assert!(report.exempt.iter().all(|exempt| exempt.range.end <= length));
        }
    }
}

/// Texts of so many characters that repeat themselves in ways that comparing fears.
fn adversaries(length: usize) -> Vec<String> {
    let mut chance = Chance::new(81);
    let period = text(&mut chance, 2);
    let few: String = (0..length).map(|_| ['山', '水'][chance.below(2)]).collect();
    let cited = "《示例》要求：“".repeat(length / 8);
    let figures: String = (0..length)
        .map(|at| if at % 9 == 0 { '年' } else { '1' })
        .collect();
    let twelve = text(&mut chance, length / 12 / 40).repeat(12);
    [
        period.repeat(length / period.chars().count()),
        few,
        cited,
        figures,
        twelve,
        "山".repeat(length),
        "ﷺ".repeat(length / 18),
        "龍門務實".repeat(length / 4),
    ]
    .into()
}

#[test]
fn a_million_characters_that_repeat_themselves_take_time_by_their_length_only() {
    let folder = Folder::new("long");
    let store = Store::open(folder.path()).unwrap();
    let length = if cfg!(debug_assertions) {
        100_000
    } else {
        1_000_000
    };
    let texts = adversaries(length);
    for (number, text) in texts.iter().enumerate() {
        store
            .add(&entry(&number.to_string(), &unit(number), text.clone()))
            .unwrap();
    }
    for text in texts {
        #[expect(clippy::disallowed_methods, reason = "the test is about the time")]
        let start = std::time::Instant::now();
        store.check(&entry("asked", &unit(30), text)).unwrap();
        let microseconds = start.elapsed().as_micros();
        assert!(
            microseconds < 100 * u128::try_from(length).unwrap(),
            "{microseconds} µs"
        );
    }
}

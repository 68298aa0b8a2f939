use super::*;

const PARTY: &str = include_str!("../../../../../rulebooks/party-grassroots.toml");
const GOVERNMENT: &str = include_str!("../../../../../rulebooks/government-standard.toml");

/// Everything both shipped catalogues promise beyond being readable.
fn shipped(file: &str, text: &str, track: Track, prefix: &str) -> Rulebook {
    let rulebook = Rulebook::parse(file, text).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!((rulebook.track, rulebook.version), (track, 1));
    assert_eq!(rulebook.in_force_from, jiff::civil::date(2026, 1, 1));
    for category in &rulebook.categories {
        let used = rulebook
            .entries
            .iter()
            .any(|entry| entry.category == category.key);
        assert!(used, "nothing is under {}", category.name);
    }
    for entry in &rulebook.entries {
        assert!(
            entry.key.starts_with(&format!("{prefix}-{}-", entry.category)),
            "{}",
            entry.key
        );
        assert!(3 <= entry.elements.len(), "{}", entry.key);
        if let Some(template) = &entry.template {
            let lacks = |element: &&String| !crate::elements::speaks_of(template, element);
            assert_eq!(entry.elements.iter().find(lacks), None, "{}", entry.key);
            assert!(crate::elements::blank(template).is_some(), "{}", entry.key);
        }
    }
    rulebook
}

#[test]
fn the_party_catalogue_follows_the_seven_kinds() {
    let rulebook = shipped("party-grassroots.toml", PARTY, Track::Party, "DW");
    assert_eq!((rulebook.categories.len(), rulebook.entries.len()), (7, 35));
    let notice = |key: &str, stage| rulebook.entry(key).unwrap().stage(stage).unwrap().notice_days;
    assert_eq!(notice("DW-04-03", Stage::Before), 5, "发展对象公示");
    assert_eq!(notice("DW-04-06", Stage::Decision), 5, "干部任职前公示");
    assert_eq!(notice("DW-02-05", Stage::Before), 7, "党内预公开");
    for kind in ThreeMajor::ALL {
        assert!(
            rulebook
                .entries
                .iter()
                .any(|entry| entry.three_major == Some(*kind)),
            "{}",
            kind.code()
        );
    }
    let personnel = rulebook
        .entries
        .iter()
        .filter(|entry| entry.three_major == Some(ThreeMajor::Personnel));
    for entry in personnel {
        assert!(entry.review.contains(&ReviewKind::Discipline), "{}", entry.key);
        assert_eq!(entry.authority, Authority::Superior, "{}", entry.key);
    }
}

#[test]
fn the_older_party_catalogue_has_its_eight_columns() {
    let text = include_str!("../../../../../rulebooks/party-eight-columns.toml");
    let rulebook = shipped("party-eight-columns.toml", text, Track::Party, "DX");
    assert_eq!((rulebook.categories.len(), rulebook.entries.len()), (8, 26));
    let notice = rulebook
        .entry("DX-05-01")
        .unwrap()
        .stage(Stage::Decision)
        .unwrap()
        .notice_days;
    assert_eq!(notice, 5, "干部任职前公示");
}

#[test]
fn the_government_catalogue_gives_twenty_working_days_by_default() {
    let rulebook = shipped("government-standard.toml", GOVERNMENT, Track::Government, "ZW");
    assert_eq!((rulebook.categories.len(), rulebook.entries.len()), (11, 29));
    let usual = |deadline: &Deadline| (deadline.days, deadline.unit) == (20, DayUnit::Working);
    let twenty = rulebook
        .entries
        .iter()
        .filter(|entry| entry.deadline.as_ref().is_some_and(usual));
    assert_eq!(twenty.count(), 22);
}

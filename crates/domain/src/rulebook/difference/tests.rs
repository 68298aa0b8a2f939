use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::{Rulebook, any};
use super::{Difference, Field};

/// The same in other words: what one would do with two lists of lines.
fn by_lines(newer: &Rulebook, older: &Rulebook) -> (BTreeSet<String>, BTreeSet<String>, BTreeSet<String>) {
    let lines = |book: &Rulebook| -> BTreeSet<(String, String)> {
        let line = |entry: &super::Entry| (entry.key.clone(), format!("{entry:?}"));
        book.entries.iter().map(line).collect()
    };
    let (new, old) = (lines(newer), lines(older));
    let keys = |lines: &BTreeSet<(String, String)>| -> BTreeSet<String> {
        lines.iter().map(|(key, _)| key.clone()).collect()
    };
    let touched: BTreeSet<_> = new
        .symmetric_difference(&old)
        .map(|(key, _)| key.clone())
        .collect();
    let (new, old) = (keys(&new), keys(&old));
    (
        &new - &old,
        &old - &new,
        touched
            .into_iter()
            .filter(|key| new.contains(key) && old.contains(key))
            .collect(),
    )
}

proptest! {
    #[test]
    fn a_difference_is_what_the_lines_say(newer in any::rulebook(), older in any::rulebook()) {
        let Difference { added, removed, changed, thresholds, urgent } = newer.difference(&older);
        let set = |keys: Vec<String>| keys.into_iter().collect::<BTreeSet<_>>();
        let changed = changed.into_iter().map(|(key, _)| key).collect();
        prop_assert_eq!((set(added), set(removed), changed), by_lines(&newer, &older));
        let words = |book: &Rulebook| format!("{:?}", book.thresholds);
        prop_assert_eq!(thresholds, words(&newer) != words(&older));
        prop_assert_eq!(urgent, format!("{:?}", newer.urgent) != format!("{:?}", older.urgent));
    }

    #[test]
    fn a_version_does_not_differ_from_itself(rulebook in any::rulebook()) {
        prop_assert!(rulebook.difference(&rulebook).is_empty());
    }
}

#[test]
fn the_fields_that_changed_are_named() {
    let older = Rulebook::parse(
        "r.toml",
        include_str!("../../../../../rulebooks/party-grassroots.toml"),
    )
    .unwrap();
    let mut newer = older.clone();
    newer.entries[0].responsible = "示例岗位".into();
    newer.entries[0].members_first_days = Some(3);
    newer.categories[1].name = "改名的类别".into();
    let found = newer.difference(&older);
    assert!(found.added.is_empty() && found.removed.is_empty());
    let (key, fields) = &found.changed[0];
    assert_eq!(*key, older.entries[0].key);
    assert_eq!(fields, &[Field::Scope, Field::Responsible]);
    assert_eq!(
        found.changed[1].1,
        [Field::Category],
        "the heading has another name"
    );
}

//! Whatever is wrong with the files of a log is named, and nothing else.

use std::collections::BTreeMap;

use ledger::hash::{Hash, Sha256};
use ledger::tile::{Resource, TileRefusal, faults};
use ledger::tree::Head;
use proptest::prelude::*;

use crate::world::Log;

/// What is wrong, by path.
fn found(files: &BTreeMap<String, Vec<u8>>, head: Head) -> Vec<(String, TileRefusal)> {
    let faults = faults::<Sha256>(head, |resource| files.get(&resource.to_string()).cloned());
    faults
        .into_iter()
        .map(|fault| (fault.resource.to_string(), fault.refusal))
        .collect()
}

#[test]
fn nothing_is_wrong_with_a_log_of_any_size() {
    for size in [
        0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000,
    ] {
        let log = Log::of(size);
        assert_eq!(found(&log.files, log.edge.head()), [], "{size}");
    }
}

#[test]
fn each_wrong_file_is_named_with_what_is_wrong() {
    let whole = Log::of(70_000);
    let head = whole.edge.head();
    let with = |path: &str, change: fn(&mut Vec<u8>)| {
        let mut files = whole.files.clone();
        change(files.get_mut(path).unwrap());
        found(&files, head)
    };
    for path in [
        "tile/0/000",
        "tile/0/255",
        "tile/0/272",
        "tile/1/000",
        "tile/entries/000",
        "tile/entries/273.p/112",
    ] {
        let fault = |refusal| vec![(path.to_owned(), refusal)];
        assert_eq!(
            with(path, |bytes| bytes[77] ^= 4),
            fault(TileRefusal::Hash),
            "{path}"
        );
        assert_eq!(
            with(path, |bytes| bytes.truncate(50)),
            fault(TileRefusal::Length),
            "{path}"
        );
    }
    let edge = ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"];
    for path in edge {
        let all = edge.map(|path| (path.to_owned(), TileRefusal::Hash));
        assert_eq!(with(path, |bytes| bytes[7] ^= 4), all, "{path}");
        let missing = with(path, Vec::clear);
        assert_eq!(missing, [(path.to_owned(), TileRefusal::Length)], "{path}");
    }
}

#[test]
fn each_missing_file_is_named() {
    let names: Vec<String> = Log::of(700).files.keys().cloned().collect();
    for path in names {
        let mut log = Log::of(700);
        log.files.remove(&path);
        assert_eq!(found(&log.files, log.edge.head()), [(path, TileRefusal::Missing)]);
    }
}

#[test]
fn a_log_that_has_grown_still_shows_the_older_head() {
    let (old, mut new) = (Log::of(600), Log::of(800));
    // A partial tile stays until the full one is there: so at level 1, not at level 0.
    let kept = "tile/1/000.p/2".to_owned();
    assert_eq!(
        found(&new.files, old.edge.head()),
        [(kept.clone(), TileRefusal::Missing)]
    );
    new.files.insert(kept.clone(), old.files[&kept].clone());
    assert_eq!(found(&new.files, old.edge.head()), []);
    let other = Head {
        root: Hash([1; 32]),
        ..old.edge.head()
    };
    assert_eq!(found(&new.files, other).len(), 2);
    let no_empty_tree = Head { size: 0, ..other };
    assert_eq!(
        found(&new.files, no_empty_tree),
        [("checkpoint".to_owned(), TileRefusal::Hash)]
    );
}

#[test]
fn rows_that_were_edited_behind_the_hash_tree_are_found() {
    // Proofs come from hashes, so they still hold when only entries change: here is who notices.
    let mut log = Log::of(700);
    let path = "tile/entries/001".to_owned();
    let edited = String::from_utf8(log.files[&path].clone())
        .unwrap()
        .replacen("leaf-300", "leaf-007", 1);
    log.files.insert(path.clone(), edited.into_bytes());
    assert_eq!(log.inclusion(300), Log::of(700).inclusion(300));
    assert_eq!(found(&log.files, log.edge.head()), [(path, TileRefusal::Hash)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_files_at_all_are_faults_and_no_panic(
        size in prop_oneof![any::<u64>(), 0..1000_u64], bytes in prop::collection::vec(any::<u8>(), 0..100),
    ) {
        let head = Head { size, root: Hash([1; 32]) };
        let faults = faults::<Sha256>(head, |resource| {
            matches!(resource, Resource::Tile(_)).then(|| bytes.clone())
        });
        prop_assert!(!faults.is_empty());
    }
}

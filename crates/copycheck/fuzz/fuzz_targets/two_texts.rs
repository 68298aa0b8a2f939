//! Any two texts, folded and laid side by side: nothing panics, and every range lies within its text.
#![no_main]

use std::sync::LazyLock;

use copycheck::{Entry, Kind, Store};
use libfuzzer_sys::fuzz_target;

static STORE: LazyLock<Store> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("copycheck-fuzz-{}", std::process::id()));
    Store::open(&folder).expect("a folder for the index")
});

fn entry(id: &str, unit: &str, text: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        kind: Kind::Document,
        unit: unit.to_owned(),
        genre: String::new(),
        date: String::new(),
        title: unit.to_owned(),
        text: text.to_owned(),
        readers: String::new(),
    }
}

// The texts are what stands before and behind the first NUL; the start of the first is the name of a unit too.
fuzz_target!(|both: &str| {
    let (source, asked) = both.split_once('\0').unwrap_or((both, both));
    let unit: String = source.chars().take(6).collect();
    STORE
        .add(&entry("source", &unit, source))
        .expect("it is added");
    let report = STORE
        .check(&entry("asked", "", asked))
        .expect("it is answered");
    let (here, there) = (asked.chars().count(), source.chars().count());
    for passage in report.findings.iter().flat_map(|finding| &finding.passages) {
        assert!(passage.here.start < passage.here.end && passage.here.end <= here);
        assert!(passage.there.start < passage.there.end && passage.there.end <= there);
    }
    assert!(report.exempt.iter().all(|exempt| exempt.range.end <= here));
});

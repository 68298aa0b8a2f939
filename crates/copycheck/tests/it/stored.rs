//! The folder: what was added is there after opening again, what was removed is not.

use copycheck::{Entry, Error, Store};

use crate::folder::Folder;
use crate::found::world;
use crate::made::{Chance, entry, text, unit};

fn ids(store: &Store, asked: &Entry) -> Vec<String> {
    store
        .check(asked)
        .unwrap()
        .findings
        .into_iter()
        .map(|finding| finding.id)
        .collect()
}

fn asked(about: &Entry) -> Entry {
    entry("asked", &unit(31), about.text.clone())
}

#[test]
fn the_next_question_finds_what_was_just_added() {
    let folder = Folder::new("fresh");
    let (store, _) = world(&folder);
    let new = entry("fresh", &unit(1), text(&mut Chance::new(51), 8));
    assert_eq!(ids(&store, &asked(&new)), [""; 0]);
    store.add(&new).unwrap();
    assert_eq!(ids(&store, &asked(&new)), ["fresh"]);
}

#[test]
fn what_is_removed_is_gone_at_once_and_stays_so() {
    let folder = Folder::new("removed");
    let (store, entries) = world(&folder);
    let earlier = store.snapshot();
    assert!(store.remove("d7").unwrap());
    assert!(!store.remove("d7").unwrap());
    assert_eq!(ids(&store, &asked(&entries[7])), [""; 0]);
    assert_eq!(
        earlier.check(&asked(&entries[7])).unwrap().findings,
        [],
        "also for who asked before"
    );
    store.settle().unwrap();
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(ids(&store, &asked(&entries[7])), [""; 0]);
    assert_eq!(store.snapshot().len(), 119);
}

#[test]
fn what_is_replaced_is_found_by_its_new_words_only() {
    let folder = Folder::new("replaced-text");
    let (store, entries) = world(&folder);
    store.settle().unwrap();
    let new = entry("d7", &entries[7].unit, text(&mut Chance::new(52), 8));
    store.add(&new).unwrap();
    for _ in 0..2 {
        assert_eq!(ids(&store, &asked(&entries[7])), [""; 0]);
        assert_eq!(ids(&store, &asked(&new)), ["d7"]);
        assert_eq!(store.snapshot().len(), 120);
        store.settle().unwrap();
    }
}

#[test]
fn opening_again_changes_no_answer_settled_or_not() {
    let folder = Folder::new("again");
    let (store, entries) = world(&folder);
    let questions: Vec<Entry> = (0..10).map(|text| asked(&entries[text * 11])).collect();
    let answers = |store: &Store| {
        questions
            .iter()
            .map(|asked| store.check(asked).unwrap())
            .collect::<Vec<_>>()
    };
    let before = answers(&store);
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(answers(&store), before, "from the texts");
    store.settle().unwrap();
    assert_eq!(answers(&store), before, "from the segment");
    drop(store);
    assert_eq!(
        answers(&Store::open(folder.path()).unwrap()),
        before,
        "from the manifest"
    );
    assert_eq!(
        answers(&Store::rebuild(folder.path()).unwrap()),
        before,
        "rebuilt"
    );
}

#[test]
fn segments_of_one_size_become_one_without_what_is_gone() {
    let folder = Folder::new("merged");
    let (store, entries) = world(&folder);
    let mut chance = Chance::new(53);
    for round in 0..17 {
        store
            .add(&entry(&format!("x{round}"), &unit(1), text(&mut chance, 4)))
            .unwrap();
        store.remove(&format!("d{round}")).unwrap();
        store.settle().unwrap();
    }
    let files = std::fs::read_dir(folder.path()).unwrap();
    let parts = files.filter(|file| {
        file.as_ref()
            .unwrap()
            .file_name()
            .to_str()
            .unwrap()
            .starts_with("postings-")
    });
    assert!(parts.count() < 6);
    assert_eq!(ids(&store, &asked(&entries[16])), [""; 0]);
    assert_eq!(ids(&store, &asked(&entries[17])), ["d17"]);
    assert_eq!(store.snapshot().len(), 120);
}

fn bytes_of(folder: &Folder, start: &str) -> Vec<u8> {
    let files = std::fs::read_dir(folder.path()).unwrap();
    let files = files.map(|file| file.unwrap().path());
    files
        .filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(start))
        .flat_map(|path| std::fs::read(path).unwrap())
        .collect()
}

/// Whether the bytes hold the start of a text.
fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(60).any(|some| text.as_bytes().starts_with(some))
}

#[test]
fn what_says_nothing_any_more_leaves_the_disk_and_no_answer_changes() {
    let folder = Folder::new("compacted");
    let (store, entries) = world(&folder);
    store.settle().unwrap();
    let earlier = store.snapshot();
    let mut chance = Chance::new(55);
    for number in 0..50 {
        store.remove(&format!("d{number}")).unwrap();
        let new = entry(&format!("d{}", number + 50), &unit(1), text(&mut chance, 8));
        store.add(&new).unwrap();
        store.set_readers("d110", &format!("readers {number}")).unwrap();
    }
    let questions: Vec<Entry> = (0..12).map(|text| asked(&entries[text * 10])).collect();
    let answers = |store: &Store| -> Vec<_> {
        let checked = questions.iter().map(|asked| store.check(asked).unwrap());
        checked.collect()
    };
    let before = (answers(&store), store.snapshot().entry("d110").unwrap());
    assert_eq!(before.1.as_ref().unwrap().readers, "readers 49");
    let length = bytes_of(&folder, "texts").len();
    store.settle().unwrap();
    let left = bytes_of(&folder, "texts");
    assert!(left.len() * 2 < length, "{} of {length}", left.len());
    assert!(holds(&left, &entries[105].text) && !holds(&left, &entries[20].text));
    assert!(!holds(&left, &entries[60].text), "nor what was replaced");
    let after = |store: &Store| (answers(store), store.snapshot().entry("d110").unwrap());
    assert_eq!(after(&store), before);
    assert_eq!(
        earlier.check(&asked(&entries[105])).unwrap().findings.len(),
        1,
        "a reader goes on"
    );
    store.remove("d105").unwrap();
    assert_eq!(earlier.check(&asked(&entries[105])).unwrap().findings, []);
    store.add(&entries[105]).unwrap();
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(after(&store), before);
    drop(store);
    let store = Store::rebuild(folder.path()).unwrap();
    assert_eq!(after(&store), before);
    let texts: usize = (50..120)
        .map(|number| {
            store
                .snapshot()
                .entry(&format!("d{number}"))
                .unwrap()
                .unwrap()
                .text
                .len()
        })
        .sum();
    let rest = bytes_of(&folder, "texts").len() - texts;
    assert!(rest < 70 * 150, "a rebuilt file holds nothing else: {rest}");
    drop(store);
    std::fs::remove_file(folder.path().join("manifest")).unwrap();
    assert_eq!(
        after(&Store::open(folder.path()).unwrap()),
        before,
        "without a manifest"
    );
}

#[test]
fn a_torn_record_is_cut_off() {
    let folder = Folder::new("torn");
    let (store, entries) = world(&folder);
    drop(store);
    let path = folder.path().join("texts");
    let whole = std::fs::read(&path).unwrap();
    for cut in [1, 9, 500] {
        std::fs::write(&path, &whole[..whole.len() - cut]).unwrap();
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(store.snapshot().len(), 119);
        let left = std::fs::metadata(&path).unwrap().len();
        assert!(
            left < u64::try_from(whole.len() - cut).unwrap(),
            "nothing of it is left"
        );
        assert_eq!(ids(&store, &asked(&entries[118])), ["d118"]);
        store.add(&entries[119]).unwrap();
        assert_eq!(ids(&store, &asked(&entries[119])), ["d119"]);
        drop(store);
    }
}

#[test]
fn opening_does_not_read_what_is_settled_and_never_passes_over_damage() {
    let folder = Folder::new("damaged");
    let (store, entries) = world(&folder);
    let path = folder.path().join("texts");
    let damage = |at: usize| {
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[at] ^= 1;
        std::fs::write(&path, bytes).unwrap();
    };
    store.settle().unwrap();
    drop(store);
    damage(50);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.snapshot().len(), 120);
    assert_eq!(ids(&store, &asked(&entries[50])), ["d50"]);
    drop(store);
    assert!(
        matches!(Store::rebuild(folder.path()), Err(Error::File(_))),
        "not as if there were no texts"
    );
    damage(50);
    assert_eq!(Store::rebuild(folder.path()).unwrap().snapshot().len(), 120);
}

#[test]
fn a_folder_is_open_once() {
    let folder = Folder::new("once");
    let store = Store::open(folder.path()).unwrap();
    assert!(matches!(Store::open(folder.path()), Err(Error::Locked)));
    drop(store);
    Store::open(folder.path()).unwrap();
}

#[test]
fn readers_go_on_while_texts_are_added() {
    let folder = Folder::new("meanwhile");
    let (store, entries) = world(&folder);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut chance = Chance::new(54);
            for number in 0..200 {
                store
                    .add(&entry(&format!("y{number}"), &unit(number), text(&mut chance, 4)))
                    .unwrap();
                if number % 40 == 0 {
                    store.settle().unwrap();
                }
            }
        });
        for (text, entry) in entries.iter().enumerate().take(60) {
            assert_eq!(ids(&store, &asked(entry)), [format!("d{text}")]);
        }
    });
    assert_eq!(store.snapshot().len(), 320);
}

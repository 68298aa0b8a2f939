//! A question among what somebody may read is answered as if nothing else were there.

use std::cell::RefCell;

use copycheck::{Among, Entry, Error, FindingKind, Kind, REPLY, Reason, Report, Store};

use crate::folder::Folder;
use crate::made::{Chance, entry, sentence, text, unit};

const CLASSES: [&str; 6] = ["public", "members", "unit:1", "unit:2", "desk:1", ""];

/// What texts are made of: paragraphs that several hold, two phrases that very many hold, names in the midst.
struct Pool {
    paragraphs: Vec<String>,
    phrases: Vec<String>,
}

impl Pool {
    fn new(chance: &mut Chance) -> Self {
        Self {
            paragraphs: (0..24).map(|_| text(chance, 3)).collect(),
            phrases: (0..2).map(|_| sentence(chance)).collect(),
        }
    }

    fn text(&self, chance: &mut Chance) -> String {
        let mut text = String::new();
        for _ in 0..1 + chance.below(3) {
            match chance.below(8) {
                0..3 => text.push_str(&self.paragraphs[chance.below(self.paragraphs.len())]),
                3 => text.push_str(&format!(
                    "按照《示例{}》要求，{}",
                    chance.below(3),
                    self.paragraphs[0]
                )),
                4 => text.push_str(&format!("由{}牵头，{}", unit(chance.below(12)), sentence(chance))),
                _ => text.push_str(&sentence(chance)),
            }
            if chance.below(8) < 7 {
                text.push_str(&self.phrases[chance.below(2)]);
            }
        }
        text
    }

    fn entry(&self, chance: &mut Chance, id: &str) -> Entry {
        let kinds = [Kind::Regulation, Kind::Circular, Kind::Template];
        Entry {
            kind: kinds.get(chance.below(40)).copied().unwrap_or(Kind::Document),
            genre: [REPLY, "summary"][usize::from(chance.below(4) > 0)].to_owned(),
            readers: CLASSES[chance.below(CLASSES.len())].to_owned(),
            ..entry(id, &unit(chance.below(12)), self.text(chance))
        }
    }
}

/// What happens in a world, in order.
#[derive(Clone)]
enum Event {
    Add(Entry),
    Readers(String, String),
    Remove(String),
    Learn(Vec<String>),
    Settle,
}

fn history(chance: &mut Chance, pool: &Pool) -> Vec<Event> {
    let mut events = vec![Event::Learn((0..6).map(unit).collect())];
    let count = 450 + chance.below(150);
    for number in 0..count {
        let id = format!("t{number}");
        events.push(Event::Add(pool.entry(chance, &id)));
        let earlier = format!("t{}", chance.below(number + 1));
        match chance.below(12) {
            0 => events.push(Event::Readers(earlier, CLASSES[chance.below(6)].to_owned())),
            1 => events.push(Event::Remove(earlier)),
            2 => events.push(Event::Add(pool.entry(chance, &earlier))),
            3 if chance.below(9) == 0 => events.push(Event::Settle),
            _ => {}
        }
        if number == count / 2 {
            events.push(Event::Learn((4..9).map(unit).collect()));
        }
    }
    events
}

/// The same history without the texts that whoever asks may not read at its end: these were never there.
fn without(events: &[Event], may_read: impl Fn(&str) -> bool) -> Vec<Event> {
    let readers = |id: &str, from: usize| {
        let mut readers = None;
        for event in &events[from..] {
            match event {
                Event::Add(entry) if entry.id == id => readers = Some(entry.readers.clone()),
                Event::Readers(of, new) if of == id => readers = readers.map(|_| new.clone()),
                Event::Remove(of) if of == id => readers = None,
                _ => {}
            }
        }
        readers
    };
    let is_last = |id: &str, at: usize| {
        !events[at + 1..]
            .iter()
            .any(|event| matches!(event, Event::Add(entry) if entry.id == id))
    };
    let stays = |(at, event): &(usize, &Event)| match event {
        Event::Add(entry) => {
            is_last(&entry.id, *at) && readers(&entry.id, *at).is_some_and(|readers| may_read(&readers))
        }
        Event::Learn(_) => true,
        Event::Readers(..) | Event::Remove(_) | Event::Settle => false,
    };
    let with_last_readers = |(at, event): (usize, &Event)| match event {
        Event::Add(entry) => Event::Add(Entry {
            readers: readers(&entry.id, at).unwrap_or_default(),
            ..entry.clone()
        }),
        other => other.clone(),
    };
    events
        .iter()
        .enumerate()
        .filter(stays)
        .map(with_last_readers)
        .collect()
}

fn lived(folder: &Folder, events: &[Event]) -> Store {
    let store = Store::open(folder.path()).unwrap();
    for event in events {
        match event {
            Event::Add(entry) => store.add(entry).unwrap(),
            Event::Readers(id, readers) => drop(store.set_readers(id, readers).unwrap()),
            Event::Remove(id) => drop(store.remove(id).unwrap()),
            Event::Learn(names) => store.learn(names).unwrap(),
            Event::Settle => store.settle().unwrap(),
        }
    }
    store
}

/// The same without what happens to some texts.
fn but_for(events: Vec<Event>, ids: &[String]) -> Vec<Event> {
    let concerns = |event: &Event| match event {
        Event::Add(entry) => ids.contains(&entry.id),
        Event::Readers(id, _) | Event::Remove(id) => ids.contains(id),
        Event::Learn(_) | Event::Settle => false,
    };
    events.into_iter().filter(|event| !concerns(event)).collect()
}

/// How many findings a report has, and how many stretches of each sort that does not count.
fn met(report: &Report) -> [usize; 4] {
    let exempt = |fits: fn(&Reason) -> bool| {
        let reasons = report.exempt.iter().map(|exempt| &exempt.reason);
        reasons.filter(|reason| fits(reason)).count()
    };
    [
        report.findings.len(),
        exempt(|reason| *reason == Reason::Common),
        exempt(|reason| matches!(reason, Reason::Quoted { .. })),
        exempt(|reason| *reason == Reason::Standing),
    ]
}

fn among<'a>(may_read: &'a dyn Fn(&str) -> bool, superiors: &'a [String]) -> Among<'a> {
    Among {
        may_read,
        superiors,
        siblings: &[],
    }
}

#[test]
fn texts_that_one_may_not_read_and_versions_of_ones_own_change_no_byte_of_the_answer() {
    let mut reasons = [0; 4];
    for seed in 0..6 {
        let mut chance = Chance::new(900 + seed);
        let pool = Pool::new(&mut chance);
        let events = history(&mut chance, &pool);
        let folder = Folder::new(&format!("among-{seed}"));
        let mut whole = lived(&folder, &events);
        for round in 0..3 {
            let mine: Vec<&str> = CLASSES.into_iter().filter(|_| chance.below(3) > 0).collect();
            let may_read = |readers: &str| mine.contains(&readers);
            let superiors: Vec<String> = (0..chance.below(3)).map(|_| unit(chance.below(12))).collect();
            let siblings: Vec<String> = (0..chance.below(9))
                .map(|_| format!("t{}", chance.below(960)))
                .collect();
            let alone = Folder::new(&format!("among-{seed}-{round}"));
            let alone = lived(&alone, &but_for(without(&events, may_read), &siblings));
            let among = among(&may_read, &superiors);
            let with_siblings = Among {
                siblings: &siblings,
                ..among
            };
            for question in 0..24 {
                let id = format!("t{}", question * 40);
                let asked = pool.entry(&mut chance, &id);
                let report = alone.snapshot().check_among(&asked, &among).unwrap();
                let same = whole.snapshot().check_among(&asked, &with_siblings).unwrap();
                assert_eq!(
                    serde_json::to_vec(&same).unwrap(),
                    serde_json::to_vec(&report).unwrap(),
                    "seed {seed}, {mine:?}, {superiors:?}, {siblings:?}"
                );
                let met = met(&report);
                reasons.iter_mut().zip(met).for_each(|(sum, met)| *sum += met);
            }
            drop(whole);
            whole = if round == 0 {
                Store::open(folder.path())
            } else {
                Store::rebuild(folder.path())
            }
            .unwrap();
        }
    }
    assert!(
        reasons.iter().all(|met| *met > 20),
        "everything is met: {reasons:?}"
    );
}

#[test]
fn each_class_of_readers_is_asked_about_once() {
    let folder = Folder::new("among-once");
    let store = Store::open(folder.path()).unwrap();
    store.learn(&[]).unwrap();
    let body = text(&mut Chance::new(91), 6);
    for number in 0..60 {
        let readers = format!("class {}", number % 3);
        store
            .add(&Entry {
                readers,
                ..entry(&format!("o{number}"), &unit(number), body.clone())
            })
            .unwrap();
    }
    let asked = RefCell::new(Vec::new());
    let may_read = |readers: &str| {
        asked.borrow_mut().push(readers.to_owned());
        readers == "class 1"
    };
    let among = among(&may_read, &[]);
    let report = store
        .snapshot()
        .check_among(&entry("new", &unit(90), body), &among)
        .unwrap();
    assert_eq!(report.findings.len(), 20);
    assert!(
        report
            .findings
            .iter()
            .all(|finding| finding.id[1..].parse::<usize>().unwrap() % 3 == 1)
    );
    asked.borrow_mut().sort();
    assert_eq!(*asked.borrow(), ["class 0", "class 1", "class 2"]);
}

fn kinds(store: &Store, asked: &Entry, readers: &str, superiors: &[String]) -> Vec<FindingKind> {
    let among = Among {
        may_read: &|of| of == readers,
        superiors,
        siblings: &[],
    };
    let report = store.snapshot().check_among(asked, &among).unwrap();
    report.findings.into_iter().map(|finding| finding.kind).collect()
}

#[test]
fn a_superiors_text_is_quoted_and_everybody_elses_copied() {
    let folder = Folder::new("superiors");
    let store = Store::open(folder.path()).unwrap();
    store.learn(&[unit(1), unit(2)]).unwrap();
    let mut chance = Chance::new(92);
    let body = text(&mut chance, 6);
    store
        .add(&Entry {
            readers: "public".to_owned(),
            ..entry("s", &unit(1), body.clone())
        })
        .unwrap();
    let asked = entry("new", &unit(2), format!("{}{body}", text(&mut chance, 3)));
    assert_eq!(kinds(&store, &asked, "public", &[]), [FindingKind::Copy]);
    let superiors = [unit(1)];
    assert_eq!(kinds(&store, &asked, "public", &superiors), []);
    let among = among(&|_| true, &superiors);
    let report = store.snapshot().check_among(&asked, &among).unwrap();
    assert!(report.exempt.iter().any(|exempt| exempt.reason
        == Reason::Quoted {
            source: "s".to_owned()
        }));
}

#[test]
fn two_texts_are_compared_as_if_no_third_were_there() {
    let chance = &mut Chance::new(71);
    let shared = text(chance, 4);
    let rule = text(chance, 4);
    let source = entry("source", &unit(1), format!("{shared}{rule}"));
    let asked = entry("asked", &unit(2), format!("{rule}{shared}{}", text(chance, 2)));
    let (full, bare) = (Folder::new("pair-full"), Folder::new("pair-bare"));
    let stores = [&full, &bare].map(|folder| Store::open(folder.path()).unwrap());
    for store in &stores {
        store.learn(&[unit(1), unit(2)]).unwrap();
        let rule = Entry {
            kind: Kind::Regulation,
            readers: "public".to_owned(),
            ..entry("rule", "", rule.clone())
        };
        store.add(&rule).unwrap();
    }
    // the source is one of very many, and another text has everything that the two share and more
    for number in 0..300 {
        let third = entry(&format!("third{number}"), &unit(3 + number % 7), shared.clone());
        stores[0].add(&third).unwrap();
    }
    let whole = entry("whole", &unit(4), asked.text.clone());
    stores[0].add(&whole).unwrap();
    let report = |store: &Store, superiors: &[String]| {
        let among = Among {
            may_read: &|of| of == "public",
            superiors,
            siblings: &[],
        };
        store.snapshot().check_pair(&asked, &source, &among).unwrap()
    };
    let found = report(&stores[0], &[]);
    assert_eq!(found, report(&stores[1], &[]));
    let [finding] = found.findings.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!((finding.id.as_str(), finding.kind), ("source", FindingKind::Copy));
    let quoted = Reason::Quoted {
        source: "rule".to_owned(),
    };
    assert!(
        found.exempt.iter().any(|exempt| exempt.reason == quoted),
        "{found:?}"
    );
    assert_eq!(
        report(&stores[0], &[unit(1)]).findings,
        [],
        "a superior may be quoted"
    );
    let other = entry("other", &unit(5), text(chance, 6));
    let among = among(&|_| true, &[]);
    let nothing = stores[0].snapshot().check_pair(&asked, &other, &among).unwrap();
    assert_eq!(nothing.findings, []);
}

#[test]
fn an_earlier_version_of_the_text_takes_no_part_and_hides_nobody() {
    let body = text(&mut Chance::new(94), 48);
    let passage: String = body.chars().take(150).collect();
    let told = |has_version: bool, siblings: &[String]| {
        let folder = Folder::new(if has_version { "version" } else { "no-version" });
        let store = Store::open(folder.path()).unwrap();
        store.learn(&[]).unwrap();
        store.add(&entry("b", &unit(2), passage.clone())).unwrap();
        if has_version {
            store.add(&entry("v1", &unit(1), body.clone())).unwrap();
        }
        let among = Among {
            may_read: &|_| true,
            superiors: &[],
            siblings,
        };
        let asked = entry("v2", &unit(1), body.clone());
        store.snapshot().check_among(&asked, &among).unwrap()
    };
    let ids = |report: &Report| {
        report
            .findings
            .iter()
            .map(|finding| finding.id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ids(&told(true, &[])),
        ["v1"],
        "the version explains what the other unit has"
    );
    let without = told(true, &["v1".to_owned()]);
    assert_eq!(ids(&without), ["b"]);
    assert_eq!(without, told(false, &[]));
}

#[test]
fn other_readers_hold_at_once_and_after_opening_again() {
    let folder = Folder::new("readers");
    let store = Store::open(folder.path()).unwrap();
    store.learn(&[]).unwrap();
    let body = text(&mut Chance::new(93), 6);
    let added = Entry {
        readers: "desk:1".to_owned(),
        ..entry("d", &unit(1), body.clone())
    };
    store.add(&added).unwrap();
    let asked = entry("new", &unit(2), body);
    let earlier = store.snapshot();
    assert_eq!(kinds(&store, &asked, "desk:1", &[]).len(), 1);
    assert!(!store.set_readers("nobody", "public").unwrap());
    store.settle().unwrap();
    assert!(store.set_readers("d", "public").unwrap());
    let among = among(&|of| of == "desk:1", &[]);
    assert_eq!(
        earlier.check_among(&asked, &among).unwrap().findings,
        [],
        "also for who asked before"
    );
    let holds = |store: &Store| {
        assert_eq!(kinds(store, &asked, "desk:1", &[]).len(), 0);
        assert_eq!(kinds(store, &asked, "public", &[]).len(), 1);
        let now = Entry {
            readers: "public".to_owned(),
            ..added.clone()
        };
        assert_eq!(store.snapshot().entry("d").unwrap(), Some(now));
        assert_eq!(store.snapshot().entry("new").unwrap(), None);
    };
    holds(&store);
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    holds(&store);
    store.settle().unwrap();
    drop(store);
    holds(&Store::open(folder.path()).unwrap());
    holds(&Store::rebuild(folder.path()).unwrap());
}

#[test]
fn the_first_names_learned_take_the_place_of_those_that_texts_taught() {
    let folder = Folder::new("learned");
    let store = Store::open(folder.path()).unwrap();
    let body = |name: &str| {
        format!(
            "{name}负责，{}",
            "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒"
        )
    };
    store.add(&entry("a", &unit(1), body(&unit(1)))).unwrap();
    store.settle().unwrap();
    store.add(&entry("b", &unit(2), body(&unit(3)))).unwrap();
    let asked = entry("new", &unit(4), body(&unit(1)));
    let among = among(&|_| true, &[]);
    assert!(matches!(
        store.snapshot().check_among(&asked, &among),
        Err(Error::Unlearned)
    ));
    store.learn(&[unit(3)]).unwrap();
    // The name of the first unit is now letters like any others: it agrees letter by letter.
    let copied = |store: &Store| {
        let report = store.snapshot().check_among(&asked, &among).unwrap();
        report
            .findings
            .iter()
            .map(|finding| (finding.id.clone(), finding.copied))
            .collect::<Vec<_>>()
    };
    let before = copied(&store);
    assert_eq!(before, [("a".to_owned(), 39)]);
    store.learn(&[unit(3), unit(5)]).unwrap();
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(copied(&store), before);
    drop(store);
    assert_eq!(copied(&Store::rebuild(folder.path()).unwrap()), before);
}

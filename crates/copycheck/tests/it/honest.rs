//! What everybody may share is left alone, and it is said why.

use copycheck::{Entry, FindingKind, Kind, Reason, Store};

use crate::folder::Folder;
use crate::found::{only, world};
use crate::made::{Chance, entry, text, unit};

fn authority(id: &str, kind: Kind, text: &str) -> Entry {
    Entry {
        kind,
        unit: String::new(),
        ..entry(id, "", text)
    }
}

/// A text of own words around a middle part.
fn around(seed: usize, middle: &str) -> String {
    let mut chance = Chance::new(seed);
    format!("{}{middle}\n{}", text(&mut chance, 8), text(&mut chance, 8))
}

fn reasons(store: &Store, asked: &Entry) -> Vec<Reason> {
    let report = store.check(asked).unwrap();
    assert_eq!(report.findings, [], "nothing is reported");
    report.exempt.into_iter().map(|exempt| exempt.reason).collect()
}

#[test]
fn words_of_a_regulation_are_everybodys() {
    let folder = Folder::new("regulation");
    let (store, _) = world(&folder);
    let article = text(&mut Chance::new(21), 4);
    store.add(&authority("law", Kind::Regulation, &article)).unwrap();
    for number in 0..3 {
        store
            .add(&entry(
                &format!("q{number}"),
                &unit(number),
                around(22 + number, &article),
            ))
            .unwrap();
    }
    let reasons = reasons(&store, &entry("new", &unit(31), around(30, &article)));
    assert!(
        reasons.contains(&Reason::Quoted {
            source: "law".to_owned()
        }),
        "{reasons:?}"
    );
}

#[test]
fn a_turn_that_a_circular_has_too_does_not_excuse_the_sentence_around_it() {
    let folder = Folder::new("turn");
    let (store, entries) = world(&folder);
    let copied: String = entries[40].text.chars().take(90).collect();
    let turn: String = copied.chars().skip(30).take(20).collect();
    store
        .add(&authority("circular", Kind::Circular, &around(33, &turn)))
        .unwrap();
    let asked = entry("new", &unit(31), around(34, &copied));
    assert_eq!(only(&store, &asked).id, "d40");
    let exempt = store.check(&asked).unwrap().exempt;
    assert_eq!(exempt, [], "twenty symbols are no quotation");
}

#[test]
fn a_form_filled_in_is_no_copy() {
    let folder = Folder::new("form");
    let (store, _) = world(&folder);
    let form = text(&mut Chance::new(23), 6);
    store.add(&authority("form", Kind::Template, &form)).unwrap();
    store.add(&entry("filled", &unit(1), around(24, &form))).unwrap();
    let reasons = reasons(&store, &entry("new", &unit(31), around(25, &form)));
    assert!(
        reasons.contains(&Reason::Form {
            source: "form".to_owned()
        }),
        "{reasons:?}"
    );
}

#[test]
fn a_circular_that_is_not_here_may_be_quoted_with_its_title() {
    let folder = Folder::new("cited");
    let (store, _) = world(&folder);
    let words = text(&mut Chance::new(26), 4).replace('\n', "");
    let marked = format!("上级《关于示例工作的通知》强调：“{words}”");
    store.add(&entry("other", &unit(1), around(27, &marked))).unwrap();
    let reasons = reasons(&store, &entry("new", &unit(31), around(28, &marked)));
    assert!(
        reasons.contains(&Reason::Cited {
            title: "关于示例工作的通知".to_owned()
        }),
        "{reasons:?}"
    );
}

#[test]
fn a_comma_opens_a_citation_only_if_both_cite_the_same() {
    let folder = Folder::new("comma");
    let (store, _) = world(&folder);
    let words = text(&mut Chance::new(29), 4).replace('\n', "");
    let own = format!("按照《关于示例工作的通知》要求，{words}");
    store.add(&entry("other", &unit(1), around(31, &own))).unwrap();
    assert_eq!(reasons(&store, &entry("new", &unit(31), around(32, &own))), []);
    let stolen = store
        .check(&entry("thief", &unit(30), around(33, &words)))
        .unwrap();
    assert_eq!(stolen.findings.len(), 1, "without the title it is a copy");
}

#[test]
fn what_a_unit_says_of_itself_may_be_said_again() {
    let folder = Folder::new("standing");
    let (store, _) = world(&folder);
    let description = text(&mut Chance::new(34), 3).replace('\n', "");
    for number in 0..3 {
        store
            .add(&entry(
                &format!("s{number}"),
                &unit(8),
                around(35 + number, &description),
            ))
            .unwrap();
    }
    let reasons = reasons(&store, &entry("new", &unit(8), around(39, &description)));
    assert!(reasons.contains(&Reason::Standing), "{reasons:?}");
    let other = store
        .check(&entry("thief", &unit(9), around(40, &description)))
        .unwrap();
    assert!(!other.findings.is_empty(), "another unit may not");
}

#[test]
fn a_source_that_is_named_is_credited() {
    let folder = Folder::new("credited");
    let (store, entries) = world(&folder);
    let passage = entries[3].text.lines().next().unwrap();
    let (unit_name, title) = (&entries[3].unit, &entries[3].title);
    for (seed, credit) in [
        (41, format!("以下内容转载自{unit_name}：{passage}")),
        (42, format!("{unit_name}在《{title}》中介绍：“{passage}”")),
        (43, format!("{passage}（引自{unit_name}）")),
    ] {
        let finding = only(&store, &entry("new", &unit(31), around(seed, &credit)));
        assert_eq!(finding.kind, FindingKind::Credited, "{credit}");
    }
    let silent = only(&store, &entry("new", &unit(31), around(44, passage)));
    assert_eq!(silent.kind, FindingKind::Copy);
}

#[test]
fn a_title_that_both_have_and_a_unit_itself_credit_nobody() {
    let folder = Folder::new("self-credited");
    let (store, _) = world(&folder);
    let title = || "党费收缴情况公示".to_owned();
    let passage = text(&mut Chance::new(46), 4);
    let titled = |title, entry| Entry { title, ..entry };
    let source = titled(title(), entry("source", &unit(32), passage.clone()));
    store.add(&source).unwrap();
    let by_title = entry(
        "new",
        &unit(31),
        around(47, &format!("{passage}（引自《{}》）", title())),
    );
    assert_eq!(only(&store, &by_title).kind, FindingKind::Credited);
    assert_eq!(only(&store, &titled(title(), by_title)).kind, FindingKind::Copy);
    let by_itself = around(48, &format!("{passage}（引自{}）", unit(32)));
    let own = entry("new", &unit(32), by_itself);
    assert_ne!(only(&store, &own).kind, FindingKind::Credited);
}

#[test]
fn what_very_many_say_is_a_turn_of_phrase() {
    let folder = Folder::new("phrase");
    let store = Store::open(folder.path()).unwrap();
    let mut chance = Chance::new(45);
    let phrase = text(&mut chance, 1);
    for number in 0..300 {
        let own = format!("{}{phrase}{}", text(&mut chance, 4), text(&mut chance, 4));
        store
            .add(&entry(&format!("p{number}"), &unit(number), own))
            .unwrap();
    }
    let asked = entry(
        "new",
        &unit(301),
        format!("{}{phrase}{}", text(&mut chance, 4), text(&mut chance, 4)),
    );
    assert!(reasons(&store, &asked).contains(&Reason::Common));
}

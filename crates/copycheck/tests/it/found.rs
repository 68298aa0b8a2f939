//! What was copied is found, with its passages.

use copycheck::{Entry, Finding, FindingKind, Store};

use crate::folder::Folder;
use crate::made::{Chance, entry, sentences, text, unit, word};

/// A hundred and twenty texts of thirty units that have nothing in common.
pub(crate) fn world(folder: &Folder) -> (Store, Vec<Entry>) {
    let mut chance = Chance::new(7);
    let store = Store::open(folder.path()).unwrap();
    let entries: Vec<Entry> = (0..120)
        .map(|number| entry(&format!("d{number}"), &unit(number % 30), text(&mut chance, 12)))
        .collect();
    for entry in &entries {
        store.add(entry).unwrap();
    }
    (store, entries)
}

pub(crate) fn only(store: &Store, asked: &Entry) -> Finding {
    let mut findings = store.check(asked).unwrap().findings;
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.remove(0)
}

fn words(text: &str, range: &std::ops::Range<usize>) -> String {
    text.chars().skip(range.start).take(range.len()).collect()
}

#[test]
fn texts_that_share_nothing_are_left_alone() {
    let folder = Folder::new("nothing");
    let (store, _) = world(&folder);
    let asked = entry("new", &unit(31), text(&mut Chance::new(8), 12));
    assert_eq!(store.check(&asked).unwrap().findings, []);
}

#[test]
fn a_whole_text_is_found_with_its_passages_on_both_sides() {
    let folder = Folder::new("whole");
    let (store, entries) = world(&folder);
    let asked = entry("new", &unit(31), entries[5].text.clone());
    let finding = only(&store, &asked);
    assert_eq!((finding.id.as_str(), finding.kind), ("d5", FindingKind::Copy));
    assert!(finding.share > 0.97, "{}", finding.share);
    for passage in &finding.passages {
        assert_eq!(
            words(&asked.text, &passage.here),
            words(&entries[5].text, &passage.there)
        );
    }
}

#[test]
fn one_paragraph_among_own_words_is_found_and_nothing_else_is_marked() {
    let folder = Folder::new("paragraph");
    let (store, entries) = world(&folder);
    let mut chance = Chance::new(9);
    let before = text(&mut chance, 8);
    let paragraph = entries[40].text.lines().nth(1).unwrap().to_owned();
    let asked = entry(
        "new",
        &unit(31),
        format!("{before}{paragraph}\n{}", text(&mut chance, 8)),
    );
    let finding = only(&store, &asked);
    assert_eq!(finding.id, "d40");
    let [passage] = finding.passages.as_slice() else {
        panic!("{finding:?}")
    };
    // The sentences on either side may happen to begin or end alike.
    let start = before.chars().count();
    assert!(
        passage.here.start.abs_diff(start) <= 9
            && passage.here.end.abs_diff(start + paragraph.chars().count()) <= 9
    );
}

#[test]
fn new_names_dates_and_figures_hide_nothing() {
    let folder = Folder::new("swapped");
    let (store, _) = world(&folder);
    let mut chance = Chance::new(10);
    let body = sentences(&mut chance, 8);
    let dated = |unit: &str, date: &str, count: usize| -> String {
        let told = |sentence: &String| {
            format!(
                "{date}，{unit}研究决定，{}其中{count}项已办结。",
                sentence.trim_end_matches('。')
            )
        };
        body.iter().map(told).collect()
    };
    store
        .add(&entry("source", &unit(3), dated(&unit(3), "2023年5月4日", 17)))
        .unwrap();
    let asked = entry("new", &unit(31), dated(&unit(31), "11月28日", 20_345));
    let finding = only(&store, &asked);
    assert_eq!(finding.id, "source");
    assert!(finding.share > 0.9, "{}", finding.share);
}

#[test]
fn spaces_zero_width_signs_and_wide_forms_hide_nothing() {
    let folder = Folder::new("noise");
    let (store, entries) = world(&folder);
    let mut chance = Chance::new(11);
    let noisy: String = entries[9]
        .text
        .chars()
        .flat_map(|sign| {
            let wide = char::from_u32(u32::from(sign) + 0xFEE0)
                .filter(|_| sign.is_ascii_digit())
                .unwrap_or(sign);
            let noise = ['\u{200b}', ' ', '\u{3000}', '\n'][chance.below(4)];
            if chance.below(6) == 0 {
                vec![wide, noise]
            } else {
                vec![wide]
            }
        })
        .collect();
    let finding = only(&store, &entry("new", &unit(31), noisy));
    assert_eq!(finding.id, "d9");
    assert!(finding.share > 0.9, "{}", finding.share);
}

#[test]
fn the_other_script_hides_nothing() {
    let folder = Folder::new("script");
    let (store, entries) = world(&folder);
    let traditional = |sign: char| match sign {
        '灯' => '燈',
        '仓' => '倉',
        '线' => '線',
        '规' => '規',
        '约' => '約',
        '会' => '會',
        '议' => '議',
        '题' => '題',
        '务' => '務',
        '图' => '圖',
        '纸' => '紙',
        '钢' => '鋼',
        '铁' => '鐵',
        '电' => '電',
        '风' => '風',
        same => same,
    };
    let other: String = entries[17].text.chars().map(traditional).collect();
    assert_ne!(other, entries[17].text);
    let finding = only(&store, &entry("new", &unit(31), other));
    assert_eq!(finding.id, "d17");
    assert!(finding.share > 0.97, "{}", finding.share);
}

#[test]
fn sentences_in_another_order_are_found_one_by_one() {
    let folder = Folder::new("shuffled");
    let (store, entries) = world(&folder);
    let sentences: Vec<&str> = entries[12].text.split_inclusive('。').collect();
    let shuffled = Chance::new(12).shuffled(sentences).concat();
    let finding = only(&store, &entry("new", &unit(31), shuffled));
    assert_eq!(finding.id, "d12");
    assert!(finding.share > 0.9 && finding.passages.len() > 4, "{finding:?}");
}

#[test]
fn every_fifth_word_replaced_hides_nothing() {
    let folder = Folder::new("replaced");
    let (store, entries) = world(&folder);
    let mut chance = Chance::new(13);
    let signs: Vec<char> = entries[14].text.chars().collect();
    let mut edited = String::new();
    for two in signs.chunks(2) {
        if chance.below(5) == 0 {
            edited.push_str(&word(&mut chance));
        } else {
            edited.extend(two);
        }
    }
    let finding = only(&store, &entry("new", &unit(31), edited));
    assert_eq!(finding.id, "d14");
    assert!(finding.share > 0.7, "{}", finding.share);
}

#[test]
fn two_sources_in_one_text_are_both_named() {
    let folder = Folder::new("patchwork");
    let (store, entries) = world(&folder);
    let paragraph = |text: usize| entries[text].text.lines().next().unwrap().to_owned();
    let own = text(&mut Chance::new(14), 8);
    let asked = entry(
        "new",
        &unit(31),
        format!("{}\n{own}{}\n", paragraph(20), paragraph(21)),
    );
    let mut ids: Vec<String> = store
        .check(&asked)
        .unwrap()
        .findings
        .into_iter()
        .map(|finding| finding.id)
        .collect();
    ids.sort();
    assert_eq!(ids, ["d20", "d21"]);
}

#[test]
fn a_foreign_name_left_standing_is_pointed_out() {
    let folder = Folder::new("foreign");
    let (store, _) = world(&folder);
    let mut chance = Chance::new(15);
    let body = format!(
        "{}{}在此过程中负责。{}",
        text(&mut chance, 4),
        unit(3),
        text(&mut chance, 4)
    );
    store.add(&entry("source", &unit(3), body.clone())).unwrap();
    let asked = entry("new", &unit(4), body);
    let finding = only(&store, &asked);
    let [name] = finding.foreign_names.as_slice() else {
        panic!("{finding:?}")
    };
    assert_eq!(words(&asked.text, name), unit(3));
}

#[test]
fn last_years_text_with_new_dates_is_the_units_own_republished() {
    let folder = Folder::new("republished");
    let (store, entries) = world(&folder);
    let asked = entry("new", &entries[6].unit, entries[6].text.replace("项。", "件。"));
    assert_eq!(only(&store, &asked).kind, FindingKind::Republished);
}

#[test]
fn the_same_reply_to_somebody_else_is_found_also_for_the_fourth_time() {
    let folder = Folder::new("replies");
    let (store, _) = world(&folder);
    let body = text(&mut Chance::new(16), 6);
    let reply = |number: usize| {
        let text = format!("示例群众{number}：您好！您于{number}月3日提出的意见收悉。{body}感谢您的关心。");
        Entry {
            genre: "reply".to_owned(),
            ..entry(&format!("r{number}"), &unit(2), text)
        }
    };
    (1..4).for_each(|number| store.add(&reply(number)).unwrap());
    let findings = store.check(&reply(5)).unwrap().findings;
    assert_eq!(findings.len(), 3, "{findings:?}");
    assert!(findings.iter().all(|finding| finding.kind == FindingKind::Reply));
}

#[test]
fn a_text_that_three_hundred_units_share_is_no_turn_of_phrase() {
    let folder = Folder::new("mass");
    let store = Store::open(folder.path()).unwrap();
    let mut chance = Chance::new(17);
    let body = text(&mut chance, 16);
    for number in 0..300 {
        let own = text(&mut chance, 2);
        store
            .add(&entry(
                &format!("m{number}"),
                &unit(number),
                format!("{own}{body}"),
            ))
            .unwrap();
    }
    let findings = store
        .check(&entry(
            "new",
            &unit(301),
            format!("{}{body}", text(&mut chance, 2)),
        ))
        .unwrap()
        .findings;
    assert!(findings.len() >= 30 && findings.iter().all(|finding| finding.kind == FindingKind::Mass));
    assert!(
        findings.iter().any(|finding| finding.id == "m0"),
        "the earliest is among them"
    );
}

#[test]
fn a_reply_in_nothing_but_usual_turns_is_found_among_the_units_own() {
    let folder = Folder::new("usual");
    let store = Store::open(folder.path()).unwrap();
    let mut chance = Chance::new(18);
    let turns = sentences(&mut chance, 3);
    for number in 0..300 {
        let said: String = turns
            .iter()
            .map(|turn| text(&mut chance, 1) + turn.as_str())
            .collect();
        store
            .add(&entry(&format!("t{number}"), &unit(number % 30), said))
            .unwrap();
    }
    let reply = |id: &str, by: usize, some: [usize; 2]| Entry {
        genre: "reply".to_owned(),
        ..entry(id, &unit(by), some.map(|turn| turns[turn].clone()).concat())
    };
    // Many units give this reply: what they have in common with it is as much.
    for by in 32..72 {
        store.add(&reply(&format!("another's{by}"), by, [0, 1])).unwrap();
    }
    store.add(&reply("same", 31, [0, 1])).unwrap();
    store.add(&reply("half", 31, [0, 2])).unwrap();
    let finding = only(&store, &reply("new", 31, [0, 1]));
    assert_eq!((finding.id.as_str(), finding.kind), ("same", FindingKind::Reply));
}

#[test]
fn many_short_runs_of_one_text_go_before_one_long_run_of_each_of_many() {
    let folder = Folder::new("thin");
    let (store, entries) = world(&folder);
    let mut chance = Chance::new(19);
    let signs = |text: &str| -> Vec<char> { text.chars().filter(|sign| sign.is_alphanumeric()).collect() };
    let mut asked = text(&mut chance, 4);
    for run in signs(&entries[33].text).chunks(12).take(20) {
        asked.extend(run.iter().take(8));
        asked.push_str(&word(&mut chance));
        asked.push_str(&word(&mut chance));
    }
    for other in &entries[60..100] {
        asked.push_str(&text(&mut chance, 1));
        asked.extend(signs(&other.text).iter().skip(40).take(22));
    }
    assert_eq!(only(&store, &entry("new", &unit(31), asked)).id, "d33");
}

#[test]
fn of_very_many_long_copies_some_are_compared_and_a_paragraph_from_elsewhere_is_found_too() {
    let folder = Folder::new("long");
    let (store, entries) = world(&folder);
    let mut chance = Chance::new(20);
    let body = text(&mut chance, 200);
    for number in 0..60 {
        store
            .add(&entry(&format!("m{number}"), &unit(number), body.clone()))
            .unwrap();
    }
    let paragraph = entries[50].text.lines().nth(2).unwrap();
    let findings = store
        .check(&entry("new", &unit(61), format!("{body}{paragraph}\n")))
        .unwrap()
        .findings;
    let copies = findings.iter().filter(|finding| finding.id.starts_with('m'));
    assert_eq!(copies.count(), 10, "48,000 symbols, but ten texts at the least");
    assert!(findings.iter().any(|finding| finding.id == "d50"), "{findings:?}");
}

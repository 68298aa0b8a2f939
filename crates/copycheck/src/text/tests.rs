use std::collections::HashMap;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::fold::Letters;
use super::{Folded, NUMBER, Names, UNIT, UnitKey, is_chinese_figure, number};

/// The letters of one character, without the short cuts.
fn reference(sign: char, forms: &HashMap<char, char>) -> Vec<u32> {
    let plain = sign.to_string().nfkc().collect::<String>();
    plain
        .to_lowercase()
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .map(|sign| u32::from(forms.get(&sign).copied().unwrap_or(sign)))
        .collect()
}

fn folded(text: &str) -> Folded {
    Folded::of(text, &Names::default())
}

fn shown(text: &str) -> String {
    let sign = |symbol: &u32| match *symbol {
        UNIT => 'U',
        NUMBER => '#',
        symbol => char::from_u32(symbol).unwrap_or('?'),
    };
    folded(text).symbols.iter().map(sign).collect()
}

#[test]
fn every_character_of_unicode_folds_as_by_the_book() {
    let lines = include_str!("simplified.txt").lines();
    let signs: Vec<char> = lines.flat_map(str::chars).collect();
    let forms: HashMap<char, char> = signs.chunks(2).map(|two| (two[0], two[1])).collect();
    for sign in '\0'..=char::MAX {
        let letters = Letters::of(&sign.to_string());
        // A capital sigma at the end of a word is another letter in a string, not by itself.
        assert_eq!(letters.symbols, reference(sign, &forms), "{sign:?}");
        assert!(letters.places.iter().all(|place| *place == 0));
    }
}

#[test]
fn numbers_dates_and_amounts_are_one_symbol() {
    assert_eq!(
        shown("于2024年5月15日、５月３日和十二月办结1,234.5万元"),
        "于##和#办结#万元"
    );
    assert_eq!(shown("三项、三十五项、二〇二四年"), "三项#项#");
    assert_eq!(shown("2\u{200b}0 2\n4年"), "#");
}

#[test]
fn signs_and_spaces_are_nothing() {
    assert_eq!(shown("“公开”，ＡＢＣ\u{3000}①㈠。"), "公开abc#一");
}

#[test]
fn traditional_characters_are_their_simplified_forms() {
    assert_eq!(shown("黨務公開，發展經濟"), shown("党务公开，发展经济"));
    assert_eq!(shown("二〇二四年示範縣"), "#示范县");
    assert_eq!(shown("三萬五千"), "#");
}

#[test]
fn the_longest_name_of_a_unit_is_one_symbol() {
    let mut names = Names::default();
    assert!(names.learn("东示县教育局") && names.learn("东示县教育局示范学校"));
    assert!(!names.learn("东示县 教育局") && !names.learn("局"));
    let folded = Folded::of("由东示县教育局、东示县教育局示范学校办。", &names);
    assert_eq!(folded.symbols.len(), 4);
    let units: Vec<UnitKey> = folded.mentions.iter().map(|mention| mention.unit).collect();
    assert_eq!(
        units,
        [UnitKey::of("东示县教育局"), UnitKey::of("东示县教育局示范学校")]
    );
    assert_eq!(folded.characters(&(1..2)), 1..7);
}

#[test]
fn three_thousand_names_are_all_known() {
    let mut names = Names::default();
    let name = |number: u32| {
        format!(
            "{}{}示县示范局",
            char::from_u32(0x4e00 + number).unwrap(),
            char::from_u32(0x5000 + number * 3).unwrap()
        )
    };
    (0..3000).for_each(|number| assert!(names.learn(&name(number))));
    for number in 0..3000 {
        let folded = Folded::of(&name(number), &names);
        assert_eq!(
            (folded.symbols.as_slice(), folded.mentions[0].unit),
            ([UNIT].as_slice(), UnitKey::of(&name(number)))
        );
    }
}

/// Symbols that are read to tell whether a number starts here: four stretches of figures at the most, of either sort, and
/// what stands behind each.
fn read_for_a_number(symbols: &[u32]) -> usize {
    let is_figure = |symbol: &&u32| (0x30..=0x39).contains(*symbol) || is_chinese_figure(**symbol);
    let is_unit = |symbol: &u32| ['年', '月', '日'].map(u32::from).contains(symbol);
    let mut read = 0;
    for _ in 0..4 {
        let rest = symbols.get(read..).unwrap_or_default();
        read += rest.iter().take_while(is_figure).count() + 1;
        if !symbols.get(read - 1).is_some_and(is_unit) {
            break;
        }
    }
    2 * read
}

#[test]
fn folding_a_million_characters_of_any_sort_costs_no_more_than_their_length_allows() {
    let pairs: String = include_str!("simplified.txt").replace('\n', "");
    let long = |some: &str| -> String { some.chars().cycle().take(84_000).collect() };
    let sorts = [
        "龍",
        &pairs,
        "1",
        "一二",
        "1年",
        "5年1月2日",
        "三",
        "三a",
        "年月日",
        "ﷺ",
        "1,2萬元",
    ];
    let mut text: String = sorts.iter().map(|some| long(some)).collect();
    text.push_str("，1年2月3日，1年2月");
    text.push_str(&long("4"));
    assert!(text.chars().count() > 1_000_000);
    let letters = Letters::of(&text).symbols;
    assert!(
        letters.len() <= 11 * 84_000 + 18 * 84_000,
        "one ligature stands for eighteen letters"
    );
    let (mut at, mut work) = (0, 0);
    while let Some(rest) = letters.get(at..).filter(|rest| !rest.is_empty()) {
        work += read_for_a_number(rest);
        at += number(rest).max(1);
        assert!(work <= 8 * letters.len(), "{work} at {at}");
    }
    let folded = folded(&text);
    assert!(folded.len() <= letters.len() && folded.symbols.capacity() <= 2 * letters.len());
}

proptest! {
    #[test]
    fn every_symbol_has_its_place_in_the_original(text in any::<String>()) {
        let folded = folded(&text);
        let length = text.chars().count();
        let mut before = 0;
        for at in 0..folded.len() {
            let place = folded.characters(&(at..at + 1));
            prop_assert!(before <= place.start && place.start < place.end && place.end <= length);
            before = place.start;
        }
        prop_assert_eq!(folded.symbols_in(&(0..length)), 0..folded.len());
    }

    #[test]
    fn folding_what_was_folded_changes_nothing(text in "[\\PC一-龥０-９]{0,80}") {
        let once: String = Letters::of(&text).symbols.into_iter().filter_map(char::from_u32).collect();
        let twice: String = Letters::of(&once).symbols.into_iter().filter_map(char::from_u32).collect();
        prop_assert_eq!(once, twice);
    }
}

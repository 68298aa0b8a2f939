//! Chinese text cut for search: pairs of neighbouring characters, folded, and Latin words and numbers whole.

use std::collections::{BTreeSet, VecDeque};

/// So many words of a query count.
const MOST_WORDS: usize = 8;

/// The terms of a text, each once, as numbers that fit a `bigint`.
#[must_use]
pub fn terms(text: &str) -> BTreeSet<i64> {
    let mut terms = BTreeSet::new();
    for run in runs(text) {
        let mut characters = run.chars();
        let Some(mut before) = characters.next() else {
            continue;
        };
        let mut single = true;
        for character in characters {
            terms.insert(pair(before, character));
            before = character;
            single = false;
        }
        if single {
            terms.insert(pair(before, '\0'));
        }
    }
    terms
}

/// What somebody asks for: the words between spaces, folded.
#[must_use]
pub fn words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = query
        .split_whitespace()
        .map(folded)
        .filter(|word| !word.is_empty())
        .collect();
    words.dedup();
    words.truncate(MOST_WORDS);
    words
}

/// The terms that whatever holds these words has. What stands between letters separates here as it does in a text, so
/// that a number is found as it is written.
#[must_use]
pub fn asked(query: &str) -> BTreeSet<i64> {
    query
        .split_whitespace()
        .take(MOST_WORDS)
        .flat_map(terms)
        .collect()
}

/// The text as search compares it: full-width forms and case folded, everything else but letters and digits gone.
#[must_use]
pub fn folded(text: &str) -> String {
    text.chars().filter_map(fold).collect()
}

/// One character as search compares it; nothing for spaces and punctuation.
#[must_use]
pub fn fold(character: char) -> Option<char> {
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    };
    narrow
        .is_alphanumeric()
        .then(|| narrow.to_lowercase().next().unwrap_or(narrow))
}

/// Where a folded word first stands in a text, counted in characters; what search does not look at may stand between
/// its characters.
#[must_use]
pub fn position(text: &str, word: &str) -> Option<usize> {
    let word: Vec<char> = word.chars().collect();
    let mut last: VecDeque<(usize, char)> = VecDeque::with_capacity(word.len());
    for (place, character) in text.chars().enumerate() {
        let Some(folded) = fold(character) else { continue };
        if last.len() == word.len() {
            last.pop_front();
        }
        last.push_back((place, folded));
        if last.len() == word.len() && last.iter().map(|(_, character)| character).eq(&word) {
            return last.front().map(|(place, _)| *place);
        }
    }
    None
}

/// Runs of characters that search looks at; pairs never reach over what separates them.
fn runs(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|character| fold(character).is_none())
        .map(|run| run.chars().filter_map(fold).collect::<String>())
        .filter(|run| !run.is_empty())
}

fn pair(first: char, second: char) -> i64 {
    (i64::from(u32::from(first)) << 21) | i64::from(u32::from(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_as_it_is_written() {
        let text = terms("编号 DW-2026-UJRCTMJC。");
        assert!(asked("DW-2026-UJRCTMJC").is_subset(&text));
        assert!(asked("dw-2026-ujrctmjc 编号").is_subset(&text));
        assert!(!asked("DW-2027-UJRCTMJC").is_subset(&text));
    }

    #[test]
    fn a_text_has_the_terms_of_every_word_in_it() {
        let text = terms("关于 2026 年度党费收缴、使用情况的公示（ＡＢ类）");
        for word in ["党费收缴", "公示", "2026", "ab类", "使用情况"] {
            assert!(terms(word).is_subset(&text), "{word}");
        }
        assert!(!terms("收缴使用").is_subset(&text), "the comma separates");
        assert!(!terms("党费使用").is_subset(&text));
    }

    #[test]
    fn a_word_is_found_where_it_stands_whatever_stands_between() {
        assert_eq!(position("关于党 费的ＡＢ公示", "党费"), Some(2));
        assert_eq!(position("关于党费的ＡＢ公示", "ab公"), Some(5));
        assert_eq!(position("关于党费的公示", "公费"), None);
        assert_eq!(position("", "公"), None);
    }

    #[test]
    fn a_query_is_cut_at_spaces_and_folded() {
        assert_eq!(words("　党费　ＡBc "), ["党费", "abc"]);
        assert!(words("、。 ！").is_empty());
    }
}

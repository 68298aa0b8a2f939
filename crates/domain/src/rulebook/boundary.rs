//! 党务还是政务: which entries of the catalogues a title or a text speaks of, and by which words one can tell.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, Rulebook};
use crate::search::fold;
use crate::words::Track;

/// A match weaker than this says nothing; a single common pair of characters stays below it.
const LEAST: f64 = 6.0;
/// Words of an entry's name count for more than those of its elements.
const NAME: f64 = 2.0;
/// The most words that are told as a reason.
const MOST_WORDS: usize = 4;

/// An entry that a text may belong to.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The track of its catalogue.
    pub track: Track,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The words of the text that the entry has too, the longest first.
    pub words: Vec<String>,
    /// How strongly they speak for it; rare words count for more.
    pub weight: f64,
}

/// The entries that a text most likely belongs to, the likeliest first.
#[must_use]
pub fn suggestions(text: &str, catalogues: &[&Rulebook], most: usize) -> Vec<Suggestion> {
    let asked = pairs(text);
    let entries: Vec<_> = catalogues
        .iter()
        .flat_map(|rules| rules.entries.iter().map(|entry| (rules.track, entry)))
        .collect();
    let mut spread: BTreeMap<String, u32> = BTreeMap::new();
    for (_, entry) in &entries {
        for pair in pairs(&whole(entry)) {
            *spread.entry(pair).or_default() += 1;
        }
    }
    let all = f64::from(u32::try_from(entries.len()).unwrap_or(u32::MAX));
    let rarity = |pair: &String| {
        spread
            .get(pair)
            .map_or(0.0, |count| (all / f64::from(*count)).log2())
    };
    let mut found: Vec<_> = entries
        .iter()
        .map(|(track, entry)| {
            let name = pairs(&entry.name);
            let weigh = |pair: &String| rarity(pair) * if name.contains(pair) { NAME } else { 1.0 };
            Suggestion {
                track: *track,
                key: entry.key.clone(),
                name: entry.name.clone(),
                words: shared(text, entry),
                weight: asked.intersection(&pairs(&whole(entry))).map(weigh).sum(),
            }
        })
        .filter(|suggestion| LEAST <= suggestion.weight)
        .collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.key.cmp(&b.key)));
    found.truncate(most);
    found
}

/// Everything an entry says of its content; commas keep pairs from reaching over.
fn whole(entry: &Entry) -> String {
    format!("{}，{}", entry.name, entry.elements.join("，"))
}

/// Pairs of neighbouring characters, as search compares them.
fn pairs(text: &str) -> BTreeSet<String> {
    let folded: Vec<Option<char>> = text.chars().map(fold).collect();
    let pair = |two: &[Option<char>]| match two {
        [Some(first), Some(second)] => Some([*first, *second].iter().collect()),
        _ => None,
    };
    folded.windows(2).filter_map(pair).collect()
}

/// The longest pieces of a text that an entry has too.
fn shared(text: &str, entry: &Entry) -> Vec<String> {
    let known = pairs(&whole(entry));
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    let mut before: Option<char> = None;
    for sign in text.chars().map(fold).chain([None]) {
        let goes_on = match (before, sign) {
            (Some(first), Some(second)) => known.contains(&[first, second].iter().collect::<String>()),
            _ => false,
        };
        match (goes_on, before, sign) {
            (true, Some(first), Some(second)) => {
                if piece.is_empty() {
                    piece.push(first);
                }
                piece.push(second);
            }
            _ => pieces.extend(Some(std::mem::take(&mut piece)).filter(|piece| !piece.is_empty())),
        }
        before = sign;
    }
    let mut unique: Vec<String> = Vec::new();
    for piece in pieces {
        if !unique.contains(&piece) {
            unique.push(piece);
        }
    }
    unique.sort_by_key(|piece| std::cmp::Reverse(piece.chars().count()));
    unique.truncate(MOST_WORDS);
    unique
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both() -> (Rulebook, Rulebook) {
        let read = |text| Rulebook::parse("r.toml", text).unwrap();
        (
            read(include_str!("../../../../rulebooks/party-grassroots.toml")),
            read(include_str!("../../../../rulebooks/government-standard.toml")),
        )
    }

    fn first(text: &str) -> Option<(Track, String, Vec<String>)> {
        let (party, government) = both();
        let found = suggestions(text, &[&party, &government], 3);
        assert!(found.len() <= 3);
        let first = found.into_iter().next()?;
        Some((first.track, first.name, first.words))
    }

    #[test]
    fn a_title_finds_its_entry_and_says_by_which_words() {
        let (track, name, words) = first("关于2026年上半年党费收缴使用情况的公示").unwrap();
        assert_eq!((track, name.contains("党费")), (Track::Party, true));
        assert!(words.iter().any(|word| word.contains("党费收缴")), "{words:?}");
        let (track, ..) = first("部门预算和“三公”经费决算").unwrap();
        assert_eq!(track, Track::Government);
    }

    #[test]
    fn a_text_that_speaks_of_nothing_known_finds_nothing() {
        assert_eq!(first("今天天气很好"), None);
        assert_eq!(first(""), None);
    }

    #[test]
    fn every_entry_is_found_by_its_own_words() {
        let (party, government) = both();
        for rules in [&party, &government] {
            for entry in &rules.entries {
                let found = suggestions(&whole(entry), &[&party, &government], 3);
                assert!(found.iter().any(|one| one.key == entry.key), "{}", entry.key);
            }
        }
    }
}

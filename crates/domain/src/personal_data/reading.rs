use std::ops::Range;

use crate::text::is_invisible;

/// A text as the search looks at it: full-width forms narrowed, letters in capitals, invisible characters gone; each
/// character knows where it stands in the text that was written.
pub(super) struct Reading<'t> {
    text: &'t str,
    seen: Vec<Seen>,
}

#[derive(Clone, Copy)]
struct Seen {
    character: char,
    start: usize,
    end: usize,
}

impl<'t> Reading<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let seen = text
            .char_indices()
            .filter(|(_, character)| !is_invisible(*character))
            .map(|(start, character)| Seen {
                character: narrow(character).to_ascii_uppercase(),
                start,
                end: start + character.len_utf8(),
            })
            .collect();
        Self { text, seen }
    }

    pub(super) fn len(&self) -> usize {
        self.seen.len()
    }

    /// The character at a place; a line end where there is none.
    pub(super) fn at(&self, place: usize) -> char {
        self.seen.get(place).map_or('\n', |seen| seen.character)
    }

    /// The character before a place.
    pub(super) fn previous(&self, place: usize) -> char {
        place.checked_sub(1).map_or('\n', |place| self.at(place))
    }

    /// The characters of some places, as far as the text goes.
    pub(super) fn slice(&self, places: Range<usize>) -> String {
        let end = places.end.min(self.len());
        let places = places.start.min(end)..end;
        let seen = self.seen.get(places).unwrap_or_default();
        seen.iter().map(|seen| seen.character).collect()
    }

    /// The same as it was written, for what is shown.
    pub(super) fn written(&self, places: Range<usize>) -> &'t str {
        self.text.get(self.bytes(places)).unwrap_or_default()
    }

    /// Where some places stand in the text that was written.
    pub(super) fn bytes(&self, places: Range<usize>) -> Range<usize> {
        let seen = self.seen.get(places).unwrap_or_default();
        match (seen.first(), seen.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }

    /// At most so many characters before a place, back to the end of the sentence before.
    pub(super) fn before(&self, place: usize, most: usize) -> String {
        let mut start = place.min(self.len());
        while place - start < most && !matches!(self.previous(start), '\n' | '\r' | '。' | ';') {
            let Some(before) = start.checked_sub(1) else { break };
            start = before;
        }
        self.slice(start..place)
    }

    /// Whether some words announce what stands at a place: one of them stands before it, and nearer than the words
    /// that announce something else.
    pub(super) fn announced(&self, place: usize, words: &[&str], others: &[&str]) -> bool {
        let before = self.before(place, 28);
        let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
        match (last(words), last(others)) {
            (Some(word), Some(other)) => other <= word,
            (Some(_), None) => true,
            (None, _) => false,
        }
    }

    /// Whether an amount of money stands here: what comes after the number counts it.
    pub(super) fn counts_something(&self, end: usize) -> bool {
        let mut end = end;
        if self.at(end) == '.' {
            end += 1;
        }
        while self.at(end).is_ascii_digit() || self.at(end) == ' ' {
            end += 1;
        }
        matches!(self.at(end), '元' | '万' | '亿' | '吨' | '份' | '株' | '次')
    }
}

fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\t' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    }
}

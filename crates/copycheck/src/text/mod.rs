//! A text as it is compared: only what carries meaning, names and numbers folded, each symbol with its place.

mod fold;
mod names;
mod simplified;

use std::ops::Range;

pub(crate) use names::{Names, UnitKey};

use crate::sizes::{narrow, wide};
use fold::Letters;

/// Stands for the name of any unit. Above all of Unicode, so that no text can contain it.
pub(crate) const UNIT: u32 = 0x11_0000;
/// Stands for any number, date or amount.
pub(crate) const NUMBER: u32 = 0x11_0001;

/// A unit's name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The symbol that stands for it.
    pub(crate) at: u32,
    pub(crate) unit: UnitKey,
}

/// A folded text. Each symbol stands for the characters of the original from its start on.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    pub(crate) symbols: Vec<u32>,
    starts: Vec<u32>,
    /// Symbols that stand for more than one character, and where those end.
    ends: Vec<(u32, u32)>,
    pub(crate) mentions: Vec<Mention>,
}

impl Folded {
    /// Takes time in proportion to the text's length.
    pub(crate) fn of(text: &str, names: &Names) -> Self {
        let letters = Letters::of(text);
        let mut folded = Self {
            symbols: letters.symbols,
            starts: letters.places,
            ..Self::default()
        };
        // What is folded takes fewer places: everything moves to the front.
        let (mut from, mut to) = (0, 0);
        loop {
            let rest = folded.symbols.get(from..).unwrap_or_default();
            let plain = rest.iter().take_while(|symbol| !names.may_fold(**symbol)).count();
            folded.symbols.copy_within(from..from + plain, to);
            folded.starts.copy_within(from..from + plain, to);
            from += plain;
            to += plain;
            if from >= folded.symbols.len() {
                break;
            }
            from += folded.fold(from, to, names);
            to += 1;
        }
        folded.symbols.truncate(to);
        folded.starts.truncate(to);
        folded
    }

    /// Puts the symbol for what the letters from one place on start with to another one; how many letters it takes.
    fn fold(&mut self, from: usize, to: usize, names: &Names) -> usize {
        let rest = self.symbols.get(from..).unwrap_or_default();
        let (symbol, taken) = if let Some((unit, taken)) = names.longest(rest) {
            self.mentions.push(Mention { at: narrow(to), unit });
            (Some(UNIT), taken)
        } else {
            match number(rest) {
                0 => (rest.first().copied(), 1),
                taken => (Some(NUMBER), taken),
            }
        };
        let start = self.starts.get(from).copied();
        if let (Some(last), true) = (self.starts.get(from + taken - 1), taken > 1) {
            self.ends.push((narrow(to), last.saturating_add(1)));
        }
        if let (Some(kept), Some(symbol)) = (self.symbols.get_mut(to), symbol) {
            *kept = symbol;
        }
        if let (Some(kept), Some(start)) = (self.starts.get_mut(to), start) {
            *kept = start;
        }
        taken
    }

    fn end(&self, symbol: usize) -> usize {
        let found = self.ends.binary_search_by_key(&narrow(symbol), |(at, _)| *at);
        match found.ok().and_then(|found| self.ends.get(found)) {
            Some((_, end)) => wide(*end),
            None => self.starts.get(symbol).map_or(0, |start| wide(*start) + 1),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.symbols.len()
    }

    /// The characters of the original that a range of symbols stands for.
    pub(crate) fn characters(&self, symbols: &Range<usize>) -> Range<usize> {
        let start = self.starts.get(symbols.start).map_or(0, |start| wide(*start));
        let end = symbols.end.checked_sub(1).map_or(start, |last| self.end(last));
        start..end.max(start)
    }

    /// The symbols whose characters begin within a range of the original.
    pub(crate) fn symbols_in(&self, characters: &Range<usize>) -> Range<usize> {
        let start = self.starts.partition_point(|&at| wide(at) < characters.start);
        let end = self.starts.partition_point(|&at| wide(at) < characters.end);
        start..end.max(start)
    }
}

/// How many symbols from the first on are one number, or one date with year, month and day; 0 if there is none.
fn number(symbols: &[u32]) -> usize {
    let mut taken = 0;
    let mut units = ['年', '月', '日'].iter().map(|unit| u32::from(*unit));
    loop {
        let rest = symbols.get(taken..).unwrap_or_default();
        let figures = figures(rest);
        let unit = rest.get(figures).copied();
        if figures == 0 || unit.is_none_or(|found| !units.any(|unit| unit == found)) {
            return if taken == 0 { figures } else { taken };
        }
        taken += figures + 1;
    }
}

/// Arabic figures, or two and more Chinese ones: a single one is too often part of a word.
fn figures(symbols: &[u32]) -> usize {
    let arabic = symbols
        .iter()
        .take_while(|symbol| (0x30..=0x39).contains(*symbol))
        .count();
    if arabic > 0 {
        return arabic;
    }
    let chinese = symbols
        .iter()
        .take_while(|symbol| is_chinese_figure(**symbol))
        .count();
    if chinese > 1 { chinese } else { 0 }
}

pub(crate) const CHINESE_FIGURES: [char; 16] = [
    '〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿',
];

fn is_chinese_figure(symbol: u32) -> bool {
    CHINESE_FIGURES
        .iter()
        .fold(false, |found, figure| found | (u32::from(*figure) == symbol))
}

#[cfg(test)]
mod tests;

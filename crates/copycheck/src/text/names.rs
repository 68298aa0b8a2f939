//! The names of units: in every text they fold to one symbol, and it is remembered whose name stood there.

use std::collections::HashMap;
use std::sync::Arc;

use super::fold::Letters;
use crate::sizes::wide;

/// A name shorter than this is too likely to be a word of the language.
const SHORTEST: usize = 4;

/// This many new names are copied for each further one before they join the others.
const RECENT: usize = 256;

/// Identifies a unit by its folded name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct UnitKey(pub(crate) u32);

impl UnitKey {
    pub(crate) fn of(unit: &str) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for symbol in Letters::of(unit).symbols {
            hash = (hash ^ u64::from(symbol)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(u32::try_from(crate::shingle::mix(hash) >> 32).unwrap_or(0))
    }
}

#[derive(Debug, Clone)]
struct Name {
    symbols: Vec<u32>,
    unit: UnitKey,
}

type Shelf = HashMap<[u32; SHORTEST], Vec<Name>>;

/// All known names. Cloning is cheap; a clone does not learn what the original learns later.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    settled: Arc<Shelf>,
    recent: Arc<Shelf>,
    recent_count: usize,
    /// So that most places of a text cost one look.
    starts: Arc<Starts>,
}

/// Which symbols a name or a number may start with, and with which pairs of symbols a name.
#[derive(Debug, Clone)]
struct Starts {
    first: Vec<u64>,
    pairs: Vec<u64>,
}

/// Bits of a place among the pairs.
const PAIR_BITS: u32 = 20;

impl Default for Starts {
    fn default() -> Self {
        let mut starts = Self {
            first: vec![0; 1 << 10],
            pairs: vec![0; 1 << (PAIR_BITS - 6)],
        };
        let figures = ('0'..='9').chain(super::CHINESE_FIGURES);
        figures.for_each(|figure| set(&mut starts.first, u32::from(figure)));
        starts
    }
}

fn set(words: &mut [u64], bit: u32) {
    if let Some(word) = words.get_mut(wide(bit >> 6)) {
        *word |= 1 << (bit & 63);
    }
}

fn is_set(words: &[u64], bit: u32) -> bool {
    words
        .get(wide(bit >> 6))
        .is_some_and(|word| word >> (bit & 63) & 1 == 1)
}

fn pair(first: u32, second: u32) -> u32 {
    (first.wrapping_mul(0x9E37_79B1) ^ second.wrapping_mul(0x85EB_CA77)) >> (32 - PAIR_BITS)
}

impl Names {
    /// Whether the name was new.
    pub(crate) fn learn(&mut self, unit: &str) -> bool {
        let symbols = Letters::of(unit).symbols;
        let Some(start) = symbols.first_chunk::<SHORTEST>().copied() else {
            return false;
        };
        if self.at(&start).any(|name| name.symbols == symbols) {
            return false;
        }
        let [first, second, ..] = start;
        let starts = Arc::make_mut(&mut self.starts);
        set(&mut starts.first, first & 0xffff);
        set(&mut starts.pairs, pair(first, second));
        let name = Name {
            symbols,
            unit: UnitKey::of(unit),
        };
        Arc::make_mut(&mut self.recent)
            .entry(start)
            .or_default()
            .push(name);
        self.recent_count += 1;
        if self.recent_count >= RECENT {
            self.settle();
        }
        true
    }

    fn settle(&mut self) {
        let settled = Arc::make_mut(&mut self.settled);
        for (start, names) in std::mem::take(&mut self.recent).iter() {
            settled.entry(*start).or_default().extend(names.iter().cloned());
        }
        self.recent_count = 0;
    }

    fn at(&self, start: &[u32; SHORTEST]) -> impl Iterator<Item = &Name> {
        let both = [self.settled.get(start), self.recent.get(start)];
        both.into_iter().flatten().flatten()
    }

    /// Whether a name or a number may start with this symbol.
    pub(crate) fn may_fold(&self, symbol: u32) -> bool {
        is_set(&self.starts.first, symbol & 0xffff)
    }

    /// The longest name that the symbols start with: whose it is and how many symbols it takes.
    pub(crate) fn longest(&self, symbols: &[u32]) -> Option<(UnitKey, usize)> {
        let start = symbols.first_chunk::<SHORTEST>()?;
        let [first, second, ..] = *start;
        if !is_set(&self.starts.pairs, pair(first, second)) {
            return None;
        }
        self.at(start)
            .filter(|name| symbols.starts_with(&name.symbols))
            .max_by_key(|name| name.symbols.len())
            .map(|name| (name.unit, name.symbols.len()))
    }
}

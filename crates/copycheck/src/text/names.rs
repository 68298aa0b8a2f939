//! The names of units: in every text they fold to one symbol, and it is remembered whose name stood there.

use std::collections::HashMap;
use std::sync::Arc;

use super::fold::Letters;

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
    /// Which pairs of first symbols occur, so that most places of a text cost one look.
    starts: Arc<Starts>,
}

/// Which symbols a name may start with, and which pairs of them.
#[derive(Debug, Clone)]
struct Starts {
    first: Vec<u64>,
    pairs: Vec<u64>,
}

/// Bits of a place among the first symbols, and among the pairs.
const FIRST_BITS: u32 = 14;
const PAIR_BITS: u32 = 20;

impl Default for Starts {
    fn default() -> Self {
        Self {
            first: vec![0; 1 << (FIRST_BITS - 6)],
            pairs: vec![0; 1 << (PAIR_BITS - 6)],
        }
    }
}

fn slot(hash: u32, bits: u32) -> (usize, u64) {
    let bit = hash >> (32 - bits);
    (crate::sizes::wide(bit >> 6), 1 << (bit & 63))
}

impl Starts {
    fn slots(first: u32, second: u32) -> [(usize, u64); 2] {
        let one = first.wrapping_mul(0x9E37_79B1);
        [
            slot(one, FIRST_BITS),
            slot(one ^ second.wrapping_mul(0x85EB_CA77), PAIR_BITS),
        ]
    }

    fn insert(&mut self, first: u32, second: u32) {
        let [one, pair] = Self::slots(first, second);
        for (words, (word, bit)) in [(&mut self.first, one), (&mut self.pairs, pair)] {
            if let Some(word) = words.get_mut(word) {
                *word |= bit;
            }
        }
    }

    fn may_hold(&self, first: u32, second: u32) -> bool {
        let [one, pair] = Self::slots(first, second);
        let is_set =
            |words: &[u64], (word, bit): (usize, u64)| words.get(word).is_some_and(|word| word & bit != 0);
        is_set(&self.first, one) && is_set(&self.pairs, pair)
    }
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
        Arc::make_mut(&mut self.starts).insert(first, second);
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

    /// The longest name that the symbols start with: whose it is and how many symbols it takes.
    pub(crate) fn longest(&self, symbols: &[u32]) -> Option<(UnitKey, usize)> {
        let start = symbols.first_chunk::<SHORTEST>()?;
        let [first, second, ..] = *start;
        if !self.starts.may_hold(first, second) {
            return None;
        }
        self.at(start)
            .filter(|name| symbols.starts_with(&name.symbols))
            .max_by_key(|name| name.symbols.len())
            .map(|name| (name.unit, name.symbols.len()))
    }
}

//! Where each four symbols in a row stand in a text.

use crate::sizes::{narrow, wide};

/// Symbols that must agree for two texts to be compared there.
pub(crate) const GRAM: usize = 4;

/// Four symbols that stand in more places than this tell nothing, and would cost time without bound.
const MOST_PLACES: usize = 12;

/// So many more bits of a hash tell whether any place has it.
const KNOWN_BITS: u32 = 5;

/// No further place.
const NONE: u32 = u32::MAX;

/// Four symbols in a row, by their lower halves: the next one pushes the first out.
pub(crate) fn pack(packed: u64, next: u32) -> u64 {
    (packed << 16) | u64::from(next & 0xffff)
}

fn hash(packed: u64) -> u64 {
    packed.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// An index of one text, made once and asked for every text that it is compared with.
#[derive(Debug)]
pub(crate) struct Grams {
    /// By hash: the first place with that hash.
    heads: Vec<u32>,
    /// By place: the next place with the same hash.
    following: Vec<u32>,
    shift: u32,
    /// By more of the hash, one bit for each: whether any place has it. Most have not, and this fits near the processor.
    known: Vec<u64>,
    known_shift: u32,
}

impl Grams {
    pub(crate) fn of(symbols: &[u32]) -> Self {
        let bits = (symbols.len() * 2)
            .next_power_of_two()
            .trailing_zeros()
            .clamp(8, 22);
        let mut grams = Self {
            heads: vec![NONE; 1 << bits],
            following: vec![NONE; symbols.len()],
            shift: 64 - bits,
            known: vec![0; 1 << (bits + KNOWN_BITS - 6)],
            known_shift: 64 - bits - KNOWN_BITS,
        };
        for (place, gram) in symbols.windows(GRAM).enumerate().rev() {
            let hash = hash(gram.iter().fold(0, |packed, symbol| pack(packed, *symbol)));
            let slot = crate::sizes::index(hash >> grams.shift);
            let (word, bit) = grams.known(hash);
            if let Some(word) = grams.known.get_mut(word) {
                *word |= bit;
            }
            if let (Some(head), Some(next)) = (grams.heads.get_mut(slot), grams.following.get_mut(place)) {
                *next = std::mem::replace(head, narrow(place));
            }
        }
        grams.forget_frequent();
        grams
    }

    fn forget_frequent(&mut self) {
        for slot in 0..self.heads.len() {
            if self.chain(Some(slot)).nth(MOST_PLACES).is_some()
                && let Some(head) = self.heads.get_mut(slot)
            {
                *head = NONE;
            }
        }
    }

    /// The word and the bit that tell of a hash.
    fn known(&self, hash: u64) -> (usize, u64) {
        let at = hash >> self.known_shift;
        (crate::sizes::index(at >> 6), 1 << (at & 63))
    }

    fn chain(&self, slot: Option<usize>) -> impl Iterator<Item = usize> {
        let head = slot.and_then(|slot| self.heads.get(slot));
        let mut at = head.copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let place = (at != NONE).then(|| wide(at))?;
            at = self.following.get(place).copied().unwrap_or(NONE);
            Some(place)
        })
    }

    /// Places whose four symbols may be these, packed: the hash agrees, the symbols are the caller's to compare.
    pub(crate) fn places(&self, packed: u64) -> impl Iterator<Item = usize> {
        let hash = hash(packed);
        let (word, bit) = self.known(hash);
        let is_known = self.known.get(word).is_some_and(|word| word & bit != 0);
        let slot = is_known.then(|| crate::sizes::index(hash >> self.shift));
        self.chain(slot)
    }
}

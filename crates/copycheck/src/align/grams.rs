//! Where each four symbols in a row stand in a text.

use crate::sizes::{narrow, wide};

/// Symbols that must agree for two texts to be compared there.
pub(crate) const GRAM: usize = 4;

/// Four symbols that stand in more places than this tell nothing, and would cost time without bound.
const MOST_PLACES: usize = 12;

/// No further place.
const NONE: u32 = u32::MAX;

/// An index of one text, made once and asked for every text that it is compared with.
#[derive(Debug)]
pub(crate) struct Grams {
    /// By hash: the first place with that hash.
    heads: Vec<u32>,
    /// By place: the next place with the same hash.
    following: Vec<u32>,
    shift: u32,
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
        };
        for (place, gram) in symbols.windows(GRAM).enumerate().rev() {
            let slot = grams.slot(gram);
            if let (Some(head), Some(next)) = (grams.heads.get_mut(slot), grams.following.get_mut(place)) {
                *next = std::mem::replace(head, narrow(place));
            }
        }
        grams.forget_frequent();
        grams
    }

    fn forget_frequent(&mut self) {
        for slot in 0..self.heads.len() {
            if self.chain(slot).nth(MOST_PLACES).is_some()
                && let Some(head) = self.heads.get_mut(slot)
            {
                *head = NONE;
            }
        }
    }

    fn slot(&self, gram: &[u32]) -> usize {
        let hash = gram.iter().fold(0_u64, |hash, symbol| {
            (hash.rotate_left(17) ^ u64::from(*symbol)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        });
        crate::sizes::index(hash >> self.shift)
    }

    fn chain(&self, slot: usize) -> impl Iterator<Item = usize> {
        let mut at = self.heads.get(slot).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let place = (at != NONE).then(|| wide(at))?;
            at = self.following.get(place).copied().unwrap_or(NONE);
            Some(place)
        })
    }

    /// Places whose four symbols may be these: the hash agrees, the symbols are the caller's to compare.
    pub(crate) fn places(&self, gram: &[u32]) -> impl Iterator<Item = usize> {
        self.chain(self.slot(gram))
    }
}

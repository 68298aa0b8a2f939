//! Fingerprints of eight symbols in a row, and which of them are kept.
//!
//! Kept is every fingerprint whose hash falls into a fixed part of all hashes. Unlike a choice by comparing
//! neighbours (winnowing), this does not depend on what stands around: two texts that share eight symbols either both
//! keep their fingerprint or neither does. Short runs between edits are therefore found more often by the same number
//! of postings, and how many texts hold a fingerprint is counted exactly.

use crate::sizes::narrow;

/// Symbols in a fingerprint.
pub(crate) const WIDTH: usize = 8;

/// Bits of a kept fingerprint.
pub(crate) const BITS: u32 = 36;

/// One of this many fingerprints is kept.
const KEPT_ONE_IN: u64 = 3;

/// Names all of this: an index of another form is made anew.
pub(crate) const FORM: &str = "8 symbols, 1 in 3, 36 bits, 4";

const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// Spreads every bit of the input over every bit of the output.
pub(crate) fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 32)
}

/// A kept fingerprint and the symbol it starts at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kept {
    pub(crate) fingerprint: u64,
    pub(crate) at: u32,
}

/// The kept fingerprints in the order of their places.
pub(crate) fn kept(symbols: &[u32]) -> Vec<Kept> {
    let leaving = (1..WIDTH).fold(BASE, |power, _| power.wrapping_mul(BASE));
    let mut found = Vec::with_capacity(symbols.len() * 2 / 5);
    let mut hash = 0_u64;
    let before = std::iter::repeat_n(0, WIDTH).chain(symbols.iter().copied());
    for (end, (&symbol, before)) in symbols.iter().zip(before).enumerate() {
        let gone = u64::from(before).wrapping_mul(leaving);
        hash = hash
            .wrapping_sub(gone)
            .wrapping_add(u64::from(symbol))
            .wrapping_mul(BASE);
        if end + 1 < WIDTH {
            continue;
        }
        let mixed = mix(hash);
        if mixed.is_multiple_of(KEPT_ONE_IN) {
            let at = narrow(end + 1 - WIDTH);
            found.push(Kept {
                fingerprint: mixed >> (64 - BITS),
                at,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{WIDTH, kept};

    proptest! {
        #[test]
        fn the_same_eight_symbols_are_kept_wherever_they_stand(
            before in prop::collection::vec(0..9_u32, 0..30),
            same in prop::collection::vec(0..9_u32, WIDTH..40),
            behind in prop::collection::vec(0..9_u32, 0..30),
        ) {
            let shift = before.len();
            let whole = [before, same.clone(), behind].concat();
            let inside = |at: usize| (shift..=shift + same.len() - WIDTH).contains(&at);
            let found: Vec<_> = kept(&whole).into_iter().filter(|kept| inside(crate::sizes::wide(kept.at))).map(|kept| kept.fingerprint).collect();
            let alone: Vec<_> = kept(&same).into_iter().map(|kept| kept.fingerprint).collect();
            prop_assert_eq!(found, alone);
        }
    }

    #[test]
    fn one_in_three_is_kept() {
        let symbols: Vec<u32> = (0..40_000_u32)
            .map(|at| at.wrapping_mul(2_654_435_761) >> 7)
            .collect();
        assert!((12_700..14_000).contains(&kept(&symbols).len()));
    }
}

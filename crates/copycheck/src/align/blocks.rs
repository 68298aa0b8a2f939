//! Stretches that two texts have in common symbol by symbol.

use super::grams::{GRAM, Grams, pack};
use crate::sizes::{narrow, wide};

/// `length` symbols that are the same from `query` on in the one text and from `source` on in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) query: usize,
    pub(crate) source: usize,
    pub(crate) length: usize,
}

impl Block {
    pub(crate) fn query_end(&self) -> usize {
        self.query + self.length
    }

    pub(crate) fn source_end(&self) -> usize {
        self.source + self.length
    }
}

/// All maximal blocks, ordered by where they begin in the source; none begins at a place that is left out.
///
/// Looks at most at twelve places for each symbol of the source, and at each pair of places once.
pub(crate) fn blocks(query: &[u32], grams: &Grams, left_out: &[bool], source: &[u32]) -> Vec<Block> {
    let mut found = Vec::new();
    // By diagonal: where in the source the last block on it ends.
    let mut reached = vec![0_u32; query.len() + source.len()];
    let mut packed = 0;
    for (end, symbol) in source.iter().enumerate() {
        packed = pack(packed, *symbol);
        let Some(at) = (end + 1).checked_sub(GRAM) else {
            continue;
        };
        for place in grams.places(packed) {
            let Some(reached) = reached.get_mut(query.len() + at - place) else {
                continue;
            };
            if wide(*reached) > at || left_out.get(place).copied().unwrap_or(false) {
                continue;
            }
            let block = grown(query, source, place, at);
            if block.length >= GRAM {
                *reached = narrow(block.source_end());
                found.push(block);
            }
        }
    }
    found
}

fn grown(query: &[u32], source: &[u32], place: usize, at: usize) -> Block {
    let here = query.get(place..).unwrap_or_default();
    let there = source.get(at..).unwrap_or_default();
    let length = here.iter().zip(there).take_while(|(a, b)| a == b).count();
    Block {
        query: place,
        source: at,
        length,
    }
}

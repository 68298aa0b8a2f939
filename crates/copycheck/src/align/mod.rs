//! Two texts side by side: which passages of the one stand in the other, edits inside allowed, in any order.

mod blocks;
mod chains;
mod grams;

pub(crate) use chains::Chain;
pub(crate) use grams::Grams;

/// A text prepared to be compared with many.
#[derive(Debug)]
pub(crate) struct Aligner<'a> {
    symbols: &'a [u32],
    grams: Grams,
    left_out: &'a [bool],
}

impl<'a> Aligner<'a> {
    /// No passage begins where `left_out` is true.
    pub(crate) fn new(symbols: &'a [u32], left_out: &'a [bool]) -> Self {
        Self {
            symbols,
            grams: Grams::of(symbols),
            left_out,
        }
    }

    /// Chains of common blocks of at least this score, best first.
    pub(crate) fn chains(&self, source: &[u32], least: f64) -> Vec<Chain> {
        chains::chains(
            &blocks::blocks(self.symbols, &self.grams, self.left_out, source),
            least,
        )
    }
}

#[cfg(test)]
mod tests;

//! Postings in memory, sorted and never changed.

use crate::shingle::BITS;
use crate::sizes::{index, narrow, wide};

/// Bits of a text's number.
pub(crate) const TEXT_BITS: u32 = 28;

/// Postings for each entry of the directory, on average.
const SPACING: usize = 16;

/// A fingerprint above the number of a text.
pub(crate) fn posting(fingerprint: u64, text: u32) -> u64 {
    (fingerprint << TEXT_BITS) | u64::from(text)
}

pub(crate) fn fingerprint_of(posting: u64) -> u64 {
    posting >> TEXT_BITS
}

pub(crate) fn text_of(posting: u64) -> u32 {
    narrow(index(posting & ((1 << TEXT_BITS) - 1)))
}

/// Sorted postings with a directory by their highest bits.
#[derive(Debug, Default)]
pub(crate) struct Run {
    postings: Vec<u64>,
    /// By highest bits: where those postings start; one more at the end.
    starts: Vec<u32>,
    shift: u32,
}

impl Run {
    pub(crate) fn new(mut postings: Vec<u64>) -> Self {
        postings.sort_unstable();
        postings.dedup();
        Self::sorted(postings)
    }

    fn sorted(postings: Vec<u64>) -> Self {
        let bits = (postings.len() / SPACING + 1)
            .next_power_of_two()
            .trailing_zeros();
        let shift = BITS + TEXT_BITS - bits.max(1);
        let mut starts = Vec::with_capacity((1 << bits.max(1)) + 1);
        for (at, posting) in postings.iter().enumerate() {
            while starts.len() <= index(posting >> shift) {
                starts.push(narrow(at));
            }
        }
        starts.resize((1 << bits.max(1)) + 1, narrow(postings.len()));
        Self {
            postings,
            starts,
            shift,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.postings.len()
    }

    pub(crate) fn postings(&self) -> &[u64] {
        &self.postings
    }

    pub(crate) fn merged(&self, other: &Self) -> Self {
        let mut all = Vec::with_capacity(self.postings.len() + other.postings.len());
        let (mut left, mut right) = (self.postings.iter().peekable(), other.postings.iter().peekable());
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let next = if a <= b { left.next() } else { right.next() };
            all.extend(next);
        }
        all.extend(left);
        all.extend(right);
        Self::sorted(all)
    }

    /// The postings of one fingerprint, by ascending text.
    pub(crate) fn of(&self, fingerprint: u64) -> &[u64] {
        let first = fingerprint << TEXT_BITS;
        let bucket = index(first >> self.shift);
        let edge = |at: usize| self.starts.get(at).map_or(0, |at| wide(*at));
        let near = self
            .postings
            .get(edge(bucket)..edge(bucket + 1))
            .unwrap_or_default();
        let start = near.partition_point(|posting| *posting < first);
        let rest = near.get(start..).unwrap_or_default();
        let length = rest.partition_point(|posting| fingerprint_of(*posting) == fingerprint);
        rest.get(..length).unwrap_or_default()
    }
}

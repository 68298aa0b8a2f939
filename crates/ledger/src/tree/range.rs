//! Ranges of leaves, and the perfect subtrees they consist of.

/// A perfect subtree: `2^level` leaves from leaf `index · 2^level` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The height over the leaves; a leaf is at level 0.
    pub level: u32,
    /// Which one of its level, from the left, from 0.
    pub index: u64,
}

/// The leaves from `start` up to `end`, `end` not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first leaf.
    pub start: u64,
    /// The first leaf after it.
    pub end: u64,
}

impl Range {
    /// The perfect subtrees whose roots, joined from the right, give the root over the range, the larger ones first.
    ///
    /// True for every range that a proof names: they start where a subtree as large as they are may start.
    pub fn nodes(&self) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut start = self.start;
        while let Some(level) = self.end.saturating_sub(start).checked_ilog2() {
            let index = start >> level;
            nodes.push(Node { level, index });
            start += 1 << level;
        }
        nodes
    }

    /// The left part, as large a power of two as leaves something to the right of it, and the right part.
    ///
    /// `None` for fewer than two leaves.
    pub(super) fn split(&self) -> Option<(Range, Range)> {
        let length = self.end.checked_sub(self.start)?;
        let middle = self.start + (1 << length.checked_sub(1)?.checked_ilog2()?);
        let left = Range {
            start: self.start,
            end: middle,
        };
        let right = Range {
            start: middle,
            end: self.end,
        };
        Some((left, right))
    }
}

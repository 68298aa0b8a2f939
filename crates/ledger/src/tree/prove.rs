//! Making proofs: first which ranges of leaves a proof names, then their roots, from wherever the nodes lie.

use super::join;
use super::range::{Node, Range};
use crate::hash::{Hash, HashFunction};

/// The ranges whose roots are the inclusion proof of a leaf in the tree of `size` leaves, the leaf's sibling first
/// (RFC 6962, section 2.1.1).
///
/// `None` if the tree has no such leaf.
pub fn inclusion_ranges(index: u64, size: u64) -> Option<Vec<Range>> {
    if index >= size {
        return None;
    }
    let mut ranges = Vec::new();
    let mut rest = Range { start: 0, end: size };
    while let Some((left, right)) = rest.split() {
        let is_left = index < right.start;
        ranges.push(if is_left { right } else { left });
        rest = if is_left { left } else { right };
    }
    ranges.reverse();
    Some(ranges)
}

/// The ranges whose roots are the consistency proof from the tree of `old` leaves to that of `new` leaves
/// (RFC 6962, section 2.1.2). Empty from size 0, and between equal sizes.
///
/// `None` if the tree shrinks.
pub fn consistency_ranges(old: u64, new: u64) -> Option<Vec<Range>> {
    if old > new {
        return None;
    }
    let mut ranges = Vec::new();
    if old == 0 {
        return Some(ranges);
    }
    let mut rest = Range { start: 0, end: new };
    while rest.end != old {
        let Some((left, right)) = rest.split() else { break };
        let ends_left = old <= right.start;
        ranges.push(if ends_left { right } else { left });
        rest = if ends_left { left } else { right };
    }
    // The verifier knows the old root, so a proof does not repeat it.
    if rest.start > 0 {
        ranges.push(rest);
    }
    ranges.reverse();
    Some(ranges)
}

/// The inclusion proof of the leaf at `index` in the tree of `size` leaves, from the roots of perfect subtrees.
///
/// `None` if the tree has no such leaf, or `root_of` does not know a node.
pub fn inclusion_proof<H: HashFunction>(
    index: u64,
    size: u64,
    root_of: impl FnMut(Node) -> Option<Hash>,
) -> Option<Vec<Hash>> {
    roots::<H>(&inclusion_ranges(index, size)?, root_of)
}

/// The consistency proof between the trees of `old` and of `new` leaves, from the roots of perfect subtrees.
///
/// `None` if the tree shrinks, or `root_of` does not know a node.
pub fn consistency_proof<H: HashFunction>(
    old: u64,
    new: u64,
    root_of: impl FnMut(Node) -> Option<Hash>,
) -> Option<Vec<Hash>> {
    roots::<H>(&consistency_ranges(old, new)?, root_of)
}

fn roots<H: HashFunction>(
    ranges: &[Range],
    mut root_of: impl FnMut(Node) -> Option<Hash>,
) -> Option<Vec<Hash>> {
    let mut root = |range: &Range| {
        let nodes: Option<Vec<Hash>> = range.nodes().into_iter().map(&mut root_of).collect();
        join::<H>(&nodes?)
    };
    ranges.iter().map(&mut root).collect()
}

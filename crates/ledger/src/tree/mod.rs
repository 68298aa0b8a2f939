//! The Merkle tree of RFC 6962, section 2.1 (the same in RFC 9162): leaves and nodes can never be mistaken for each
//! other, and a tree of any size has one root.

mod frontier;
mod prove;
mod range;
mod verify;

pub use frontier::{Frontier, FrontierRefusal};
pub use prove::{consistency_proof, consistency_ranges, inclusion_proof, inclusion_ranges};
pub use range::{Node, Range};
pub use verify::{ProofRefusal, inclusion_root, verify_consistency, verify_inclusion};

use crate::hash::{Hash, HashFunction};

/// A tree in two values: how many leaves it has, and the root over them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of leaves.
    pub size: u64,
    /// The root of the tree of that size.
    pub root: Hash,
}

impl Head {
    /// The tree without leaves, whose root is the hash of nothing (CP-2).
    pub fn empty<H: HashFunction>() -> Head {
        Head {
            size: 0,
            root: H::hash(&[]),
        }
    }
}

/// The hash of a leaf: `H(0x00 ‖ entry)`.
pub fn leaf_hash<H: HashFunction>(entry: &[u8]) -> Hash {
    H::hash(&[&[0x00], entry])
}

/// The hash of a node over its two children: `H(0x01 ‖ left ‖ right)`.
pub fn node_hash<H: HashFunction>(left: &Hash, right: &Hash) -> Hash {
    H::hash(&[&[0x01], left.as_bytes(), right.as_bytes()])
}

/// The root over as many neighbouring nodes as a power of two.
///
/// `None` over nothing.
pub(crate) fn perfect_root<H: HashFunction>(nodes: &[Hash]) -> Option<Hash> {
    let mut level = nodes.to_vec();
    while level.len() > 1 {
        level = level.chunks(2).filter_map(join::<H>).collect();
    }
    level.first().copied()
}

/// The root over neighbouring perfect subtrees, the larger ones first: they are joined from the right.
///
/// `None` over nothing.
pub(crate) fn join<H: HashFunction>(subtrees: &[Hash]) -> Option<Hash> {
    let (last, before) = subtrees.split_last()?;
    let join = |right: Hash, left: &Hash| node_hash::<H>(left, &right);
    Some(before.iter().rev().fold(*last, join))
}

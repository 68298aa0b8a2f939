//! The right edge of a tree: all that is needed to append, and to know the root after each append.

use std::marker::PhantomData;

use thiserror::Error;

use super::{Head, join, node_hash};
use crate::GREATEST;
use crate::hash::{Hash, HashFunction};

/// The roots of the perfect subtrees a tree of some size falls into, the largest first: one for each 1 bit of the size.
///
/// ```
/// use ledger::hash::Sha256;
/// use ledger::tree::{Frontier, leaf_hash, node_hash};
///
/// let (a, b) = (leaf_hash::<Sha256>(b"a"), leaf_hash::<Sha256>(b"b"));
/// let mut frontier = Frontier::<Sha256>::new();
/// frontier.append(a)?;
/// frontier.append(b)?;
/// assert_eq!(frontier.head().root, node_hash::<Sha256>(&a, &b));
/// # Ok::<(), ledger::tree::FrontierRefusal>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier<H> {
    size: u64,
    subtrees: Vec<Hash>,
    function: PhantomData<H>,
}

/// Why subtrees are not a frontier, or a frontier takes no more leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FrontierRefusal {
    /// A tree of that size falls into another number of perfect subtrees.
    #[error("a tree of size {size} has {expected} perfect subtrees, not {found}")]
    Subtrees {
        /// The size.
        size: u64,
        /// How many 1 bits it has.
        expected: u64,
        /// How many subtrees there were.
        found: usize,
    },
    /// The tree has 2^63 − 1 leaves.
    #[error("the tree is full")]
    Full,
}

impl<H: HashFunction> Frontier<H> {
    /// The frontier of the empty tree.
    pub fn new() -> Self {
        Frontier {
            size: 0,
            subtrees: Vec::new(),
            function: PhantomData,
        }
    }

    /// The frontier that somebody stored, as [`Frontier::subtrees`] gave it. What was stored is not checked against a
    /// root: compare [`Frontier::head`] with one that is trusted.
    pub fn restore(size: u64, subtrees: Vec<Hash>) -> Result<Self, FrontierRefusal> {
        let (expected, found) = (u64::from(size.count_ones()), subtrees.len());
        if size > GREATEST {
            return Err(FrontierRefusal::Full);
        }
        if u64::try_from(found) != Ok(expected) {
            return Err(FrontierRefusal::Subtrees {
                size,
                expected,
                found,
            });
        }
        Ok(Frontier {
            size,
            subtrees,
            function: PhantomData,
        })
    }

    /// Appends a leaf by its hash.
    pub fn append(&mut self, leaf_hash: Hash) -> Result<(), FrontierRefusal> {
        if self.size >= GREATEST {
            return Err(FrontierRefusal::Full);
        }
        // Each trailing 1 bit of the size is a subtree that this leaf completes.
        let mut right = leaf_hash;
        for _ in 0..self.size.trailing_ones() {
            let Some(left) = self.subtrees.pop() else { break };
            right = node_hash::<H>(&left, &right);
        }
        self.subtrees.push(right);
        self.size += 1;
        Ok(())
    }

    /// Size and root as they are now.
    pub fn head(&self) -> Head {
        let empty = Head::empty::<H>();
        Head {
            size: self.size,
            root: join::<H>(&self.subtrees).unwrap_or(empty.root),
        }
    }

    /// The perfect subtrees, the largest first.
    pub fn subtrees(&self) -> &[Hash] {
        &self.subtrees
    }
}

impl<H: HashFunction> Default for Frontier<H> {
    fn default() -> Self {
        Frontier::new()
    }
}

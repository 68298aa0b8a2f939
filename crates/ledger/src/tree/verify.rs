//! Checking proofs, by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2.

use thiserror::Error;

use super::{Head, node_hash};
use crate::hash::{Hash, HashFunction};

/// Why a proof proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProofRefusal {
    /// The tree has no leaf at that index.
    #[error("a tree of size {size} has no leaf {index}")]
    NoSuchLeaf {
        /// The index that was asked for.
        index: u64,
        /// The size of the tree.
        size: u64,
    },
    /// The older tree is larger than the newer one.
    #[error("the tree shrank from {old} to {new}")]
    Shrunk {
        /// The size of the older tree.
        old: u64,
        /// The size of the newer one.
        new: u64,
    },
    /// Too few or too many hashes for these sizes.
    #[error("the proof has a wrong number of hashes")]
    Length,
    /// The hashes lead to another root.
    #[error("the proof leads to another root")]
    Root,
}

/// The root that an inclusion proof leads to, for the leaf with this hash at this index. It says nothing until it is
/// compared with a root that is trusted.
pub fn inclusion_root<H: HashFunction>(
    leaf_hash: Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
) -> Result<Hash, ProofRefusal> {
    if index >= size {
        return Err(ProofRefusal::NoSuchLeaf { index, size });
    }
    let mut root = leaf_hash;
    let (mut at, mut last) = (index, size - 1);
    for sibling in proof {
        if last == 0 {
            return Err(ProofRefusal::Length);
        }
        if is_odd(at) || at == last {
            root = node_hash::<H>(sibling, &root);
            (at, last) = up_to_odd(at, last);
        } else {
            root = node_hash::<H>(&root, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    if last == 0 {
        Ok(root)
    } else {
        Err(ProofRefusal::Length)
    }
}

/// Whether the leaf with this hash is the one at `index` in the tree with this head.
pub fn verify_inclusion<H: HashFunction>(
    leaf_hash: Hash,
    index: u64,
    head: Head,
    proof: &[Hash],
) -> Result<(), ProofRefusal> {
    if inclusion_root::<H>(leaf_hash, index, head.size, proof)? == head.root {
        Ok(())
    } else {
        Err(ProofRefusal::Root)
    }
}

/// Whether the newer tree begins with all the leaves of the older one, in the same order. From the empty tree, and
/// between equal trees, by the empty proof only.
pub fn verify_consistency<H: HashFunction>(old: Head, new: Head, proof: &[Hash]) -> Result<(), ProofRefusal> {
    if old.size > new.size {
        let (old, new) = (old.size, new.size);
        return Err(ProofRefusal::Shrunk { old, new });
    }
    if old.size == 0 || old.size == new.size {
        return without_hashes::<H>(old, new, proof);
    }
    let (from_old, from_new) = both_roots::<H>(old, new.size, proof)?;
    if from_old == old.root && from_new == new.root {
        Ok(())
    } else {
        Err(ProofRefusal::Root)
    }
}

/// From the empty tree and between equal trees there is nothing to hash, only to compare.
fn without_hashes<H: HashFunction>(old: Head, new: Head, proof: &[Hash]) -> Result<(), ProofRefusal> {
    if !proof.is_empty() {
        return Err(ProofRefusal::Length);
    }
    let is_sound = old.size != 0 || old == Head::empty::<H>();
    let is_same = old.size != new.size || old.root == new.root;
    if is_sound && is_same {
        Ok(())
    } else {
        Err(ProofRefusal::Root)
    }
}

/// The roots that a consistency proof leads to on its way over the older and over the newer tree; `0 < old < new`.
fn both_roots<H: HashFunction>(old: Head, new: u64, proof: &[Hash]) -> Result<(Hash, Hash), ProofRefusal> {
    // A perfect older tree is a node of the newer one; the proof starts from its root without repeating it.
    let (first, rest) = if old.size.is_power_of_two() {
        (&old.root, proof)
    } else {
        proof.split_first().ok_or(ProofRefusal::Length)?
    };
    let (mut at, mut last) = (old.size - 1, new - 1);
    let shared = at.trailing_ones();
    (at, last) = (at >> shared, last >> shared);
    let (mut from_old, mut from_new) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return Err(ProofRefusal::Length);
        }
        if is_odd(at) || at == last {
            from_old = node_hash::<H>(sibling, &from_old);
            from_new = node_hash::<H>(sibling, &from_new);
            (at, last) = up_to_odd(at, last);
        } else {
            from_new = node_hash::<H>(&from_new, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    if last == 0 {
        Ok((from_old, from_new))
    } else {
        Err(ProofRefusal::Length)
    }
}

/// Over the levels at which the last node has no sibling and is carried up as it is.
fn up_to_odd(at: u64, last: u64) -> (u64, u64) {
    let levels = if at == 0 { 0 } else { at.trailing_zeros() };
    (at >> levels, last >> levels)
}

fn is_odd(number: u64) -> bool {
    number & 1 == 1
}

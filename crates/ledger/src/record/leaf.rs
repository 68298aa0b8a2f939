//! Leaves: what a log publishes of a record.

use crate::hash::{Hash, HashFunction};
use crate::tree::leaf_hash;

/// The length of every leaf in bytes.
pub const LEAF_BYTES: usize = 76;

/// What every leaf begins with: the format, and that two commitments follow, by SHA-256 (1) and by SM3 (2).
const PREFIX: &[u8; 12] = b"gk-leaf/v1\0\x03";

/// An entry of the log: a commitment by SHA-256 and one by SM3. Nothing in it depends on who may see the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Leaf {
    /// The commitment by SHA-256.
    pub sha256: Hash,
    /// The commitment to the same record by SM3.
    pub sm3: Hash,
}

impl Leaf {
    /// A leaf that commits to nothing, from twice 32 bytes of chance. Nobody can tell it from others, so it hides how
    /// many records there were.
    pub fn cover([sha256, sm3]: [[u8; 32]; 2]) -> Leaf {
        Leaf {
            sha256: Hash(sha256),
            sm3: Hash(sm3),
        }
    }

    /// Reads an entry of the log. `None` unless it is a leaf in this format.
    pub fn parse(entry: &[u8]) -> Option<Leaf> {
        let (sha256, rest) = entry.strip_prefix(PREFIX)?.split_first_chunk()?;
        let sm3 = rest.try_into().ok()?;
        Some(Leaf {
            sha256: Hash(*sha256),
            sm3: Hash(sm3),
        })
    }

    /// The entry as it is logged, [`LEAF_BYTES`] long.
    pub fn to_bytes(&self) -> Vec<u8> {
        [PREFIX.as_slice(), self.sha256.as_bytes(), self.sm3.as_bytes()].concat()
    }

    /// The hash of the leaf in the tree.
    pub fn hash<H: HashFunction>(&self) -> Hash {
        leaf_hash::<H>(&self.to_bytes())
    }
}

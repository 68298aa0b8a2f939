//! Hashes of 32 bytes, and the two functions that make them.

use std::fmt;

use sha2::digest::{Digest, OutputSizeUser, consts::U32};

use crate::base64;

/// How many bytes a hash has, by either function.
pub const HASH_BYTES: usize = 32;

/// A hash of 32 bytes. Prints as standard base64, the way C2SP writes hashes in text. The default one, all zeros,
/// stands for none.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; HASH_BYTES]);

impl Hash {
    /// Reads what a [`Hash`](struct@Hash) prints: canonical base64 of exactly 32 bytes (NOTE-11), nothing before or after it.
    ///
    /// `None` for anything else.
    pub fn parse(text: &str) -> Option<Hash> {
        let bytes = base64::decode(text)?;
        bytes.try_into().ok().map(Hash)
    }

    /// The bytes, in the order in which they are hashed and stored.
    pub fn as_bytes(&self) -> &[u8; HASH_BYTES] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64::encode(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// A hash function of 32 bytes. C2SP fixes SHA-256; SM3 runs beside it, never instead of it.
pub trait HashFunction: Clone + fmt::Debug + PartialEq + Eq {
    /// The hash of the parts, one after the other without anything between them.
    fn hash(parts: &[&[u8]]) -> Hash;
}

/// SHA-256 (FIPS 180-4): what every C2SP verifier computes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sha256;

/// SM3 (GB/T 32905-2016): the national digest, for a second commitment in each leaf and a second root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sm3;

impl HashFunction for Sha256 {
    fn hash(parts: &[&[u8]]) -> Hash {
        hash_by::<sha2::Sha256>(parts)
    }
}

impl HashFunction for Sm3 {
    fn hash(parts: &[&[u8]]) -> Hash {
        hash_by::<sm3::Sm3>(parts)
    }
}

fn hash_by<D: Digest + OutputSizeUser<OutputSize = U32>>(parts: &[&[u8]]) -> Hash {
    let mut digest = D::new();
    for part in parts {
        digest.update(part);
    }
    Hash(digest.finalize().into())
}

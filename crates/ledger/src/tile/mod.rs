//! Tiles (c2sp.org/tlog-tiles): the tree in files of 256 hashes that never change, and its entries in bundles.
//!
//! A tile says nothing by itself. [`Edge`] is read against a head that is trusted, and hands out [`Trusted`] tiles;
//! a trusted tile vouches for the tiles and the bundle under it, and there is no other way to one. So a full tile that
//! was corrupted is refused wherever it comes from: the fault that Go's CVE-2026-56865 was about.

mod bundle;
mod check;
mod edge;
mod path;
mod trusted;

pub use bundle::{Bundle, GREATEST_ENTRY};
pub use check::{Fault, faults};
pub use edge::Edge;
pub use path::{Resource, TileId};
pub use trusted::Trusted;

use std::marker::PhantomData;

use thiserror::Error;

use crate::hash::{HASH_BYTES, Hash, HashFunction};
use crate::tree::perfect_root;

/// How many hashes a full tile has, and how many entries a full bundle.
pub const FULL_WIDTH: u16 = 256;

/// How many levels of the tree one tile spans.
pub(crate) const HEIGHT: u32 = 8;

/// Neighbouring hashes of one level, from a place that is a multiple of 256 on (TILE-3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile<H> {
    id: TileId,
    hashes: Vec<Hash>,
    function: PhantomData<H>,
}

/// Why bytes are not the tile or the bundle they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TileRefusal {
    /// Not as many bytes or entries as the width asks for, or bytes after the last one (TILE-3, TILE-6, TILE-7).
    #[error("the tile or bundle does not have the length that its width asks for")]
    Length,
    /// An entry of more than 65,535 bytes has no place in a bundle (TILE-6).
    #[error("an entry has at most 65535 bytes")]
    EntryTooLong,
    /// The hashes do not lead to the hash that is trusted.
    #[error("the tile or bundle does not have the hash that is trusted")]
    Hash,
    /// It, or a tile above it, could not be fetched: the log does not serve what it should (TILE-8).
    #[error("the log does not serve this tile")]
    Missing,
    /// It is not the tile or bundle that was asked for, or not one of this tree.
    #[error("this is another tile or bundle than the one that was asked for")]
    Other,
}

impl<H: HashFunction> Tile<H> {
    /// The tile as it is served: its hashes, 32 bytes each, as many as its width says.
    pub fn parse(id: TileId, bytes: &[u8]) -> Result<Self, TileRefusal> {
        let (chunks, rest) = bytes.as_chunks::<HASH_BYTES>();
        if chunks.len() != usize::from(id.width()) || !rest.is_empty() {
            return Err(TileRefusal::Length);
        }
        Ok(Tile::of(id, chunks.iter().copied().map(Hash).collect()))
    }

    pub(super) fn of(id: TileId, hashes: Vec<Hash>) -> Self {
        Tile {
            id,
            hashes,
            function: PhantomData,
        }
    }

    /// The bytes to serve.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.hashes.iter().flat_map(|hash| hash.0).collect()
    }

    /// Which tile it is.
    pub fn id(&self) -> TileId {
        self.id
    }

    /// Its hashes, from the left.
    pub fn hashes(&self) -> &[Hash] {
        &self.hashes
    }

    /// The first `width` hashes, as the partial tile they once were: what a client goes on with when the partial tile
    /// has made way for the full one (TILE-5).
    ///
    /// `None` if it has not as many, or `width` is 0.
    pub fn narrowed(&self, width: u16) -> Option<Self> {
        let hashes = self.hashes.get(..usize::from(width))?.to_vec();
        Some(Tile::of(self.id.with_width(width)?, hashes))
    }

    /// The root of the perfect subtree of `2^height` hashes that is number `position` from the left within the tile.
    ///
    /// `None` if the tile does not hold all of it.
    pub fn subtree(&self, height: u32, position: u64) -> Option<Hash> {
        let length = 1_usize.checked_shl(height)?;
        let start = usize::try_from(position).ok()?.checked_mul(length)?;
        perfect_root::<H>(self.hashes.get(start..start.checked_add(length)?)?)
    }

    /// The hash of a full tile in the level above. A partial tile has none: it is never hashed upwards (TILE-4).
    pub fn root(&self) -> Option<Hash> {
        self.subtree(HEIGHT, 0)
    }
}

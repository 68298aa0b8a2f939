//! Tiles that something trusted vouches for.

use super::{Bundle, FULL_WIDTH, Tile, TileRefusal};
use crate::hash::{Hash, HashFunction};
use crate::tree::leaf_hash;

/// A tile whose hashes lead to a root that is trusted. Only an [`Edge`](super::Edge) that was read against a head, or
/// a trusted tile above, makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trusted<H>(Tile<H>);

impl<H: HashFunction> Trusted<H> {
    pub(super) fn by_edge(tile: Tile<H>) -> Self {
        Trusted(tile)
    }

    /// The tile itself.
    pub fn tile(&self) -> &Tile<H> {
        &self.0
    }

    /// A full tile right under this one. Refused unless all its 256 hashes lead to the hash that stands here for it.
    pub fn child(&self, tile: Tile<H>) -> Result<Trusted<H>, TileRefusal> {
        let (above, below) = (self.0.id, tile.id);
        let width = u64::from(FULL_WIDTH);
        let is_under = below.level() + 1 == above.level() && below.index() / width == above.index();
        let expected = self.hash_at(below.index() % width);
        match (is_under, expected, tile.root()) {
            (true, Some(expected), Some(root)) if expected == root => Ok(Trusted(tile)),
            (true, Some(_), Some(_)) => Err(TileRefusal::Hash),
            (true, Some(_), None) => Err(TileRefusal::Length),
            _ => Err(TileRefusal::Other),
        }
    }

    /// The entries under this tile of level 0. Refused unless each of them has the hash that stands here for it.
    pub fn bundle<'a>(&self, bundle: &'a Bundle) -> Result<&'a [Vec<u8>], TileRefusal> {
        if bundle.id() != self.0.id {
            return Err(TileRefusal::Other);
        }
        let mut pairs = self.0.hashes.iter().zip(bundle.entries());
        if pairs.all(|(hash, entry)| leaf_hash::<H>(entry) == *hash) {
            Ok(bundle.entries())
        } else {
            Err(TileRefusal::Hash)
        }
    }

    fn hash_at(&self, position: u64) -> Option<Hash> {
        self.0.hashes.get(usize::try_from(position).ok()?).copied()
    }
}

//! The right edge of a tree in tiles: the one partial tile of each level.

use std::marker::PhantomData;

use super::{FULL_WIDTH, HEIGHT, Tile, TileId, TileRefusal, Trusted};
use crate::GREATEST;
use crate::hash::{Hash, HashFunction};
use crate::tree::{Head, join, perfect_root};

/// The partial tiles of a tree of some size, which together have its root. The writer appends to it; the reader gets
/// it only by tiles that lead to a root he trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge<H> {
    size: u64,
    /// The hashes of the partial tile at each level, from level 0 on; none where the level ends with a full tile.
    levels: Vec<Vec<Hash>>,
    function: PhantomData<H>,
}

impl<H: HashFunction> Edge<H> {
    /// The edge of the empty tree.
    pub fn new() -> Self {
        Edge {
            size: 0,
            levels: Vec::new(),
            function: PhantomData,
        }
    }

    /// The edge of the tree with this head, from its partial tiles in any order, none missing and none besides.
    /// Refused unless they lead to the root of the head.
    pub fn read(head: Head, tiles: Vec<Tile<H>>) -> Result<Self, TileRefusal> {
        let ids = Edge::<H>::ids(head.size);
        if ids.len() != tiles.len() {
            return Err(TileRefusal::Other);
        }
        let mut edge = Edge::<H>::new();
        edge.size = head.size;
        for tile in tiles {
            let level = usize::from(tile.id.level());
            if !ids.contains(&tile.id) || edge.levels.get(level).is_some_and(|seen| !seen.is_empty()) {
                return Err(TileRefusal::Other);
            }
            edge.levels.resize(edge.levels.len().max(level + 1), Vec::new());
            if let Some(place) = edge.levels.get_mut(level) {
                *place = tile.hashes;
            }
        }
        if edge.head() == head {
            Ok(edge)
        } else {
            Err(TileRefusal::Hash)
        }
    }

    /// The partial tiles of a tree of `size` leaves: what a reader has to fetch before anything else.
    pub fn ids(size: u64) -> Vec<TileId> {
        let level_ids = (0..=TileId::GREATEST_LEVEL).filter_map(|level| {
            let hashes = size.checked_shr(HEIGHT * u32::from(level)).unwrap_or(0);
            TileId::in_tree(level, hashes / u64::from(FULL_WIDTH), size)
        });
        level_ids.collect()
    }

    /// Appends a leaf by its hash, and gives back the tiles that it completed, which never change again.
    ///
    /// `None` if the tree is full: 2^63 − 1 leaves.
    pub fn append(&mut self, leaf_hash: Hash) -> Option<Vec<Tile<H>>> {
        if self.size >= GREATEST {
            return None;
        }
        self.size += 1;
        let mut completed = Vec::new();
        let mut next = Some(leaf_hash);
        for level in 0_u8.. {
            let Some(hash) = next.take() else { break };
            if self.levels.len() <= usize::from(level) {
                self.levels.push(Vec::new());
            }
            let place = self.levels.get_mut(usize::from(level))?;
            place.push(hash);
            if place.len() == usize::from(FULL_WIDTH) {
                let hashes = std::mem::take(place);
                let index = (self.size >> (HEIGHT * (u32::from(level) + 1))).checked_sub(1)?;
                let tile = Tile::of(TileId::new(level, index, FULL_WIDTH)?, hashes);
                next = tile.root();
                completed.push(tile);
            }
        }
        Some(completed)
    }

    /// Size and root as they are now.
    pub fn head(&self) -> Head {
        // The higher the level, the further to the left its hashes stand.
        let mut subtrees = Vec::new();
        for level in self.levels.iter().rev() {
            let mut start = 0;
            while let Some(height) = (level.len() - start).checked_ilog2() {
                let end = start + (1 << height);
                subtrees.extend(level.get(start..end).and_then(perfect_root::<H>));
                start = end;
            }
        }
        Head {
            size: self.size,
            root: join::<H>(&subtrees).unwrap_or(Head::empty::<H>().root),
        }
    }

    /// The partial tiles as they are now: those to store with the head, and to serve for its checkpoint (TILE-5).
    pub fn tiles(&self) -> Vec<Tile<H>> {
        let ids = Edge::<H>::ids(self.size).into_iter();
        ids.filter_map(|id| {
            let hashes = self.levels.get(usize::from(id.level()))?;
            Some(Tile::of(id, hashes.clone()))
        })
        .collect()
    }

    /// The partial tile of a level, vouched for by the root. `None` if the level has none.
    pub fn trusted(&self, level: u8) -> Option<Trusted<H>> {
        let of_level = |tile: &Tile<H>| tile.id.level() == level;
        self.tiles().into_iter().find(of_level).map(Trusted::by_edge)
    }

    /// Any tile of this tree, as far as `fetch` finds the tiles above it: each is checked against the one above, the
    /// topmost against the edge. `fetch` is asked for full tiles only.
    ///
    /// Refused as [`TileRefusal::Other`] if the tree has no such tile, as [`TileRefusal::Missing`] if `fetch` has not.
    pub fn tile(
        &self,
        id: TileId,
        fetch: &mut impl FnMut(TileId) -> Option<Vec<u8>>,
    ) -> Result<Trusted<H>, TileRefusal> {
        if TileId::in_tree(id.level(), id.index(), self.size) != Some(id) {
            return Err(TileRefusal::Other);
        }
        if !id.is_full() {
            return self.trusted(id.level()).ok_or(TileRefusal::Other);
        }
        let above = id.index() / u64::from(FULL_WIDTH);
        let parent = TileId::in_tree(id.level() + 1, above, self.size).ok_or(TileRefusal::Other)?;
        let parent = self.tile(parent, fetch)?;
        parent.child(Tile::parse(id, &fetch(id).ok_or(TileRefusal::Missing)?)?)
    }
}

impl<H: HashFunction> Default for Edge<H> {
    fn default() -> Self {
        Edge::new()
    }
}

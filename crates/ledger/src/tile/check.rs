//! The whole of a log against a head that is trusted, file by file, without any secret.

use super::{Bundle, Edge, FULL_WIDTH, Resource, Tile, TileId, TileRefusal, Trusted};
use crate::hash::HashFunction;
use crate::tree::Head;

/// A file of a log that is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which file.
    pub resource: Resource,
    /// What is wrong with it.
    pub refusal: TileRefusal,
}

/// Everything that is wrong with the tiles and bundles that `fetch` finds, for the tree with this head: nothing, if
/// the log is what it says. What stands under a wrong tile is not judged, as nothing vouches for it; if the partial
/// tiles together do not lead to the root, each of them is named and nothing else is judged (of an empty tree, which has
/// none, the checkpoint).
pub fn faults<H: HashFunction>(head: Head, mut fetch: impl FnMut(Resource) -> Option<Vec<u8>>) -> Vec<Fault> {
    let ids = Edge::<H>::ids(head.size);
    let edge = match read_edge::<H>(head, &ids, &mut fetch) {
        Ok(edge) => edge,
        Err(faults) => return faults,
    };
    let mut faults = Vec::new();
    let mut above: Vec<Option<Trusted<H>>> = Vec::new();
    for level in levels(head.size).rev() {
        let in_level = (0_u64..).map_while(|index| TileId::in_tree(level, index, head.size));
        let mut here = Vec::new();
        for id in in_level {
            let parent = parent_of(&above, id);
            let tile = judge(&edge, parent, id, &mut fetch, &mut faults);
            if let (0, Some(tile)) = (level, &tile) {
                judge_bundle(tile, &mut fetch, &mut faults);
            }
            here.push(tile);
        }
        above = here;
    }
    faults
}

/// The partial tiles, or the first hashes of the full ones that have taken their place (TILE-5).
fn read_edge<H: HashFunction>(
    head: Head,
    ids: &[TileId],
    fetch: &mut impl FnMut(Resource) -> Option<Vec<u8>>,
) -> Result<Edge<H>, Vec<Fault>> {
    let (mut tiles, mut faults) = (Vec::new(), Vec::new());
    for id in ids {
        let full = || id.with_width(FULL_WIDTH);
        let tile = match fetch(Resource::Tile(*id)) {
            Some(bytes) => Tile::<H>::parse(*id, &bytes),
            None => full()
                .and_then(|full| Some((full, fetch(Resource::Tile(full))?)))
                .ok_or(TileRefusal::Missing)
                .and_then(|(full, bytes)| Tile::parse(full, &bytes))
                .and_then(|tile| tile.narrowed(id.width()).ok_or(TileRefusal::Length)),
        };
        match tile {
            Ok(tile) => tiles.push(tile),
            Err(refusal) => faults.push(fault(*id, refusal)),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Edge::read(head, tiles).map_err(|refusal| {
        let resource = Resource::Checkpoint;
        let of_no_tile = ids.is_empty().then_some(Fault { resource, refusal });
        of_no_tile
            .into_iter()
            .chain(ids.iter().map(|id| fault(*id, refusal)))
            .collect()
    })
}

fn judge<H: HashFunction>(
    edge: &Edge<H>,
    parent: Option<&Trusted<H>>,
    id: TileId,
    fetch: &mut impl FnMut(Resource) -> Option<Vec<u8>>,
    faults: &mut Vec<Fault>,
) -> Option<Trusted<H>> {
    if !id.is_full() {
        return edge.trusted(id.level());
    }
    let parent = parent?;
    let bytes = fetch(Resource::Tile(id)).ok_or(TileRefusal::Missing);
    let tile = bytes.and_then(|bytes| parent.child(Tile::parse(id, &bytes)?));
    tile.map_err(|refusal| faults.push(fault(id, refusal))).ok()
}

fn judge_bundle<H: HashFunction>(
    tile: &Trusted<H>,
    fetch: &mut impl FnMut(Resource) -> Option<Vec<u8>>,
    faults: &mut Vec<Fault>,
) {
    let id = tile.tile().id();
    let resource = Resource::Entries(id);
    let bytes = fetch(resource).or_else(|| {
        // The full bundle begins with the entries of the partial one, and is longer.
        let full = id.with_width(FULL_WIDTH).filter(|_| !id.is_full())?;
        let full = Bundle::parse(full, &fetch(Resource::Entries(full))?).ok()?;
        let entries = full.entries().get(..usize::from(id.width()))?.to_vec();
        Some(Bundle::new(id, entries).ok()?.to_bytes())
    });
    let bundle = bytes.ok_or(TileRefusal::Missing);
    let verdict = bundle.and_then(|bytes| tile.bundle(&Bundle::parse(id, &bytes)?).map(|_| ()));
    if let Err(refusal) = verdict {
        faults.push(Fault { resource, refusal });
    }
}

fn parent_of<H>(above: &[Option<Trusted<H>>], id: TileId) -> Option<&Trusted<H>> {
    let place = usize::try_from(id.index() / u64::from(FULL_WIDTH)).ok()?;
    above.get(place)?.as_ref()
}

/// The levels that a tree of `size` leaves has tiles at.
fn levels(size: u64) -> std::ops::Range<u8> {
    let has_tiles = |level: &u8| TileId::in_tree(*level, 0, size).is_some();
    0..(0..=TileId::GREATEST_LEVEL)
        .take_while(has_tiles)
        .map(|level| level + 1)
        .last()
        .unwrap_or(0)
}

fn fault(id: TileId, refusal: TileRefusal) -> Fault {
    Fault {
        resource: Resource::Tile(id),
        refusal,
    }
}

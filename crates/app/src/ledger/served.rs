//! The public log as everybody may fetch it: the files that `tlog-tiles` names, and nothing else of the folder.

use ::ledger::tile::{Resource, TileId};

use super::{Folder, SM3, Trouble, published};
use crate::{App, Error, Result};

/// A file of the public log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// Which, and so how it is to be served.
    pub resource: Resource,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The file at a path under the prefix of the log; nothing when that is not how the log writes one of its paths, or the
/// file is not under the checkpoint that is published. Under `sm3/` lie the tiles of the second tree.
pub async fn file(app: &App, path: &str) -> Result<Option<Served>> {
    let (Some(folder), Some(resource)) = (app.ledger_folder(), resource(path)) else {
        return Ok(None);
    };
    let (folder, path) = (folder.clone(), path.to_owned());
    let read = tokio::task::spawn_blocking(move || read(&folder, resource, &path));
    let bytes = read.await.map_err(Error::failed)?.map_err(Error::failed)?;
    Ok(bytes.map(|bytes| Served { resource, bytes }))
}

/// Whether this node has the log in a folder.
#[must_use]
pub fn is_served(app: &App) -> bool {
    app.ledger_folder().is_some()
}

fn resource(path: &str) -> Option<Resource> {
    match path.strip_prefix(SM3) {
        // its root stands in the one checkpoint, its entries are the same
        Some(path) => Resource::parse(path).filter(|resource| matches!(resource, Resource::Tile(_))),
        None => Resource::parse(path),
    }
}

/// What was made but is not signed yet may still become another file, and would lie in caches for good.
fn read(folder: &Folder, resource: Resource, path: &str) -> std::result::Result<Option<Vec<u8>>, Trouble> {
    let (Resource::Tile(id) | Resource::Entries(id)) = resource else {
        return Ok(folder.read(path)?);
    };
    let size = published::checkpoint(folder)?.map_or(0, |checkpoint| checkpoint.head().size);
    if is_within(id, size) {
        Ok(folder.read(path)?)
    } else {
        Ok(None)
    }
}

/// Whether a tree of this size has all that a tile holds.
fn is_within(id: TileId, size: u64) -> bool {
    let end = u128::from(id.index()) * 256 + u128::from(id.width());
    let leaves = 256_u128.checked_pow(u32::from(id.level()));
    leaves
        .and_then(|each| each.checked_mul(end))
        .is_some_and(|end| end <= u128::from(size))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(path: &str) -> TileId {
        match Resource::parse(path) {
            Some(Resource::Tile(id) | Resource::Entries(id)) => id,
            other => panic!("{path} is {other:?}"),
        }
    }

    #[test]
    fn a_tile_is_within_the_tree_that_has_all_of_it() {
        for (path, size) in [
            ("tile/0/000.p/5", 5),
            ("tile/entries/000", 256),
            ("tile/0/001.p/1", 257),
            ("tile/1/000.p/2", 512),
            ("tile/1/000", 65_536),
        ] {
            assert!(is_within(id(path), size), "{path} of {size}");
            assert!(!is_within(id(path), size - 1), "{path} of {}", size - 1);
        }
        assert!(!is_within(id("tile/63/000.p/1"), u64::MAX));
    }

    #[test]
    fn of_the_second_tree_there_are_tiles_only() {
        assert!(resource("sm3/tile/0/000.p/5").is_some());
        for path in [
            "sm3/checkpoint",
            "sm3/tile/entries/000.p/5",
            "sm3/sm3/tile/0/000",
            "sm3/",
            ".new",
            "../policy",
            "",
        ] {
            assert_eq!(resource(path), None, "{path}");
        }
    }
}

//! The two trees over the leaves, as far as they lie in files: by SHA-256, which every verifier computes, and by SM3
//! beside it, under `sm3/`.

use ::ledger::hash::{Hash, HashFunction, Sha256, Sm3};
use ::ledger::tile::{Bundle, Edge, Resource, Tile, TileId, TileRefusal};
use ::ledger::tree::{Head, Node, consistency_proof, leaf_hash};

use super::Folder;
use super::folder::File;
use super::trouble::Trouble;

/// Where the files of the second tree lie.
pub(crate) const SM3: &str = "sm3/";

/// Both trees at one size, by their right edges, and the entries of the bundle that is not full yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trees {
    sha256: Edge<Sha256>,
    sm3: Edge<Sm3>,
    entries: Vec<Vec<u8>>,
}

impl Trees {
    pub(super) fn new() -> Self {
        Self {
            sha256: Edge::new(),
            sm3: Edge::new(),
            entries: Vec::new(),
        }
    }

    pub(super) fn head(&self) -> Head {
        self.sha256.head()
    }

    pub(super) fn sm3_head(&self) -> Head {
        self.sm3.head()
    }

    /// The trees as they lie in a folder: refused unless the files at their right edge lead to both heads.
    pub(super) fn read(folder: &Folder, head: Head, sm3_root: Hash) -> Result<Self, Trouble> {
        let sm3 = Head {
            size: head.size,
            root: sm3_root,
        };
        let trees = Self {
            sha256: edge::<Sha256>(folder, "", head)?,
            sm3: edge::<Sm3>(folder, SM3, sm3)?,
            entries: Vec::new(),
        };
        let Some(bottom) = trees.sha256.trusted(0) else {
            return Ok(trees);
        };
        let id = bottom.tile().id();
        let bytes = read(folder, &Resource::Entries(id).to_string())?;
        let bundle = Bundle::parse(id, &bytes).map_err(|refusal| wrong(&Resource::Entries(id), refusal))?;
        let entries = bottom
            .bundle(&bundle)
            .map_err(|refusal| wrong(&Resource::Entries(id), refusal))?;
        Ok(Self {
            entries: entries.to_vec(),
            ..trees
        })
    }

    /// Appends a leaf; the files that it completed.
    pub(super) fn append(&mut self, entry: &[u8]) -> Result<Vec<File>, Trouble> {
        let full = Trouble::Full;
        let sha256 = self.sha256.append(leaf_hash::<Sha256>(entry)).ok_or(full)?;
        let sm3 = self.sm3.append(leaf_hash::<Sm3>(entry)).ok_or(Trouble::Full)?;
        self.entries.push(entry.to_vec());
        let mut files: Vec<File> = sm3.iter().map(|tile| file(SM3, tile)).collect();
        for tile in &sha256 {
            files.push(file("", tile));
            if tile.id().level() == 0 {
                files.push(bundle(tile.id(), std::mem::take(&mut self.entries))?);
            }
        }
        Ok(files)
    }

    /// The files at the right edge, which a signed head of this size needs.
    pub(super) fn partial(&self) -> Result<Vec<File>, Trouble> {
        let sha256 = self.sha256.tiles();
        let sm3 = self.sm3.tiles();
        let mut files: Vec<File> = sm3.iter().map(|tile| file(SM3, tile)).collect();
        files.extend(sha256.iter().map(|tile| file("", tile)));
        if let Some(tile) = sha256.iter().find(|tile| tile.id().level() == 0) {
            files.push(bundle(tile.id(), self.entries.clone())?);
        }
        Ok(files)
    }

    /// That both trees were these when they were of an older size: for whoever signed that one.
    pub(super) fn consistency(&self, folder: &Folder, old: u64) -> Result<[Vec<Hash>; 2], Trouble> {
        let size = self.head().size;
        let sha256 =
            consistency_proof::<Sha256>(old, size, |node| root(&self.sha256, folder, "", (node, size)));
        let sm3 = consistency_proof::<Sm3>(old, size, |node| root(&self.sm3, folder, SM3, (node, size)));
        Ok([sha256.ok_or(Trouble::Unproven)?, sm3.ok_or(Trouble::Unproven)?])
    }

    /// Holds what lies in the folder against these trees: the whole right edge, and the files since an older size.
    pub(super) fn check(&self, folder: &Folder, since: u64) -> Result<(), Trouble> {
        if *self != Self::read(folder, self.head(), self.sm3.head().root)? {
            return Err(Trouble::Unproven);
        }
        for index in since / 256..self.head().size / 256 {
            let id = TileId::in_tree(0, index, self.head().size).ok_or(Trouble::Unproven)?;
            let tile = self
                .sha256
                .tile(id, &mut |id| fetch(folder, "", id))
                .map_err(|refusal| wrong(&Resource::Tile(id), refusal))?;
            let resource = Resource::Entries(id);
            let bundle = Bundle::parse(id, &read(folder, &resource.to_string())?)
                .map_err(|refusal| wrong(&resource, refusal))?;
            tile.bundle(&bundle)
                .map_err(|refusal| wrong(&resource, refusal))?;
            self.sm3
                .tile(id, &mut |id| fetch(folder, SM3, id))
                .map_err(|refusal| wrong(&Resource::Tile(id), refusal))?;
        }
        Ok(())
    }
}

/// The full files whose partial ones are not needed any more, when a tree grew.
pub(super) fn completed(old: u64, new: u64) -> Vec<String> {
    let mut paths = Vec::new();
    for level in 0..8_u8 {
        let width = 256_u64.saturating_pow(u32::from(level) + 1);
        for index in old / width..new / width {
            let Some(id) = TileId::new(level, index, 256) else {
                continue;
            };
            paths.push(Resource::Tile(id).to_string());
            paths.push(format!("{SM3}{}", Resource::Tile(id)));
            if level == 0 {
                paths.push(Resource::Entries(id).to_string());
            }
        }
    }
    paths
}

pub(super) fn edge<H: HashFunction>(folder: &Folder, prefix: &str, head: Head) -> Result<Edge<H>, Trouble> {
    let mut tiles = Vec::new();
    for id in Edge::<H>::ids(head.size) {
        let bytes = read(folder, &format!("{prefix}{}", Resource::Tile(id)))?;
        tiles.push(Tile::parse(id, &bytes).map_err(|refusal| wrong(&Resource::Tile(id), refusal))?);
    }
    Edge::read(head, tiles).map_err(|refusal| wrong(&Resource::Checkpoint, refusal))
}

/// The root of a perfect subtree, from tiles that the edge vouches for.
pub(super) fn root<H: HashFunction>(
    edge: &Edge<H>,
    folder: &Folder,
    prefix: &str,
    (node, size): (Node, u64),
) -> Option<Hash> {
    let (id, height, position) = TileId::of_node(node, size)?;
    let tile = edge.tile(id, &mut |id| fetch(folder, prefix, id)).ok()?;
    tile.tile().subtree(height, position)
}

fn fetch(folder: &Folder, prefix: &str, id: TileId) -> Option<Vec<u8>> {
    folder
        .read(&format!("{prefix}{}", Resource::Tile(id)))
        .ok()
        .flatten()
}

fn read(folder: &Folder, path: &str) -> Result<Vec<u8>, Trouble> {
    folder.read(path)?.ok_or_else(|| Trouble::File {
        path: path.to_owned(),
    })
}

fn file<H: HashFunction>(prefix: &str, tile: &Tile<H>) -> File {
    File {
        path: format!("{prefix}{}", Resource::Tile(tile.id())),
        bytes: tile.to_bytes(),
    }
}

fn bundle(id: TileId, entries: Vec<Vec<u8>>) -> Result<File, Trouble> {
    let resource = Resource::Entries(id);
    let bundle = Bundle::new(id, entries).map_err(|refusal| wrong(&resource, refusal))?;
    Ok(File {
        path: resource.to_string(),
        bytes: bundle.to_bytes(),
    })
}

fn wrong(resource: &Resource, refusal: TileRefusal) -> Trouble {
    tracing::error!(%resource, %refusal, "a file of the log is not what was signed");
    Trouble::File {
        path: resource.to_string(),
    }
}

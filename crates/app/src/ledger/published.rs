//! The log as everybody can fetch it, read back to make proofs from it.

use ::ledger::checkpoint::Checkpoint;
use ::ledger::hash::{Hash, Sha256};
use ::ledger::note::Note;
use ::ledger::tile::Edge;
use ::ledger::tree::{consistency_proof, inclusion_proof};

use super::tree::{edge, root};
use super::{Folder, Trouble};

/// Where the newest head lies.
pub(crate) const CHECKPOINT: &str = "checkpoint";

/// What the folder holds: its newest checkpoint, and the tiles that lead to it.
pub(super) struct Published {
    folder: Folder,
    edge: Edge<Sha256>,
}

impl Published {
    /// Reads the right edge, which must lead to the checkpoint. Nothing is there before the first.
    pub(super) fn read(folder: &Folder) -> Result<Option<Self>, Trouble> {
        // a tile that was completed just now makes way; the next checkpoint is there by then
        match Self::try_read(folder) {
            Err(Trouble::File { .. }) => Self::try_read(folder),
            read => read,
        }
    }

    fn try_read(folder: &Folder) -> Result<Option<Self>, Trouble> {
        let Some(checkpoint) = checkpoint(folder)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            folder: folder.clone(),
            edge: edge::<Sha256>(folder, "", checkpoint.head())?,
        }))
    }

    /// How many leaves it has.
    pub(super) fn size(&self) -> u64 {
        self.edge.head().size
    }

    /// That a leaf is in the tree of a size, which may be an older one.
    pub(super) fn inclusion(&self, index: u64, size: u64) -> Result<Vec<Hash>, Trouble> {
        let newest = self.size();
        let proof = inclusion_proof::<Sha256>(index, size, |node| {
            root(&self.edge, &self.folder, "", (node, newest))
        });
        proof.filter(|_| size <= newest).ok_or(Trouble::Unproven)
    }

    /// That the tree of a size is the beginning of the tree of another.
    pub(super) fn consistency(&self, old: u64, size: u64) -> Result<Vec<Hash>, Trouble> {
        let newest = self.size();
        let proof = consistency_proof::<Sha256>(old, size, |node| {
            root(&self.edge, &self.folder, "", (node, newest))
        });
        proof.filter(|_| size <= newest).ok_or(Trouble::Unproven)
    }
}

/// The checkpoint that lies in a folder; nothing when there is none.
pub(super) fn checkpoint(folder: &Folder) -> Result<Option<Checkpoint>, Trouble> {
    let Some(bytes) = folder.read(CHECKPOINT)? else {
        return Ok(None);
    };
    let note = Note::parse(&bytes).ok();
    let checkpoint = note.and_then(|note| Checkpoint::parse(note.text()).ok());
    // it was put there whole: one that cannot be read was made so
    let path = CHECKPOINT.to_owned();
    checkpoint.map(Some).ok_or(Trouble::File { path })
}

/// How many leaves the log in a folder has.
pub(crate) fn size_in(folder: &Folder) -> Result<Option<u64>, Trouble> {
    Ok(checkpoint(folder)?.map(|checkpoint| checkpoint.head().size))
}

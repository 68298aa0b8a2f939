//! Bundles: the entries under a tile of level 0, as they were logged (TILE-6).

use super::{TileId, TileRefusal};

/// The greatest length of an entry in bytes.
pub const GREATEST_ENTRY: usize = 0xffff;

/// Up to 256 neighbouring entries. Served as each entry behind its length in two bytes, the greater one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    id: TileId,
    entries: Vec<Vec<u8>>,
}

impl Bundle {
    /// The bundle under the tile `id` of level 0, with as many entries as that has hashes.
    pub fn new(id: TileId, entries: Vec<Vec<u8>>) -> Result<Bundle, TileRefusal> {
        if id.level() != 0 {
            return Err(TileRefusal::Other);
        }
        if entries.len() != usize::from(id.width()) {
            return Err(TileRefusal::Length);
        }
        if entries.iter().any(|entry| entry.len() > GREATEST_ENTRY) {
            return Err(TileRefusal::EntryTooLong);
        }
        Ok(Bundle { id, entries })
    }

    /// Reads a bundle as it is served: as many entries as the width says, and nothing after the last.
    pub fn parse(id: TileId, bytes: &[u8]) -> Result<Bundle, TileRefusal> {
        let mut entries = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let (length, after) = rest.split_first_chunk().ok_or(TileRefusal::Length)?;
            let length = usize::from(u16::from_be_bytes(*length));
            let (entry, after) = after.split_at_checked(length).ok_or(TileRefusal::Length)?;
            entries.push(entry.to_vec());
            rest = after;
        }
        Bundle::new(id, entries)
    }

    /// The bytes to serve.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for entry in &self.entries {
            // `new` let no longer one in.
            let length = u16::try_from(entry.len()).unwrap_or(u16::MAX);
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(entry);
        }
        bytes
    }

    /// The tile of level 0 that has the hashes of these entries.
    pub fn id(&self) -> TileId {
        self.id
    }

    /// The entries, from the left.
    pub fn entries(&self) -> &[Vec<u8>] {
        &self.entries
    }
}

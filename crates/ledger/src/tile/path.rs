//! Where the parts of a log are served, relative to its prefix, and how.

use std::fmt;

use super::{FULL_WIDTH, HEIGHT};
use crate::decimal;
use crate::tree::Node;

/// Which tile: its level, its place in the level, and how many hashes it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileId {
    level: u8,
    index: u64,
    width: u16,
}

/// What a log serves. Prints as the path behind the log's prefix, without a slash before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Resource {
    /// The signed head, which changes (TILE-1).
    Checkpoint,
    /// A tile of hashes (TILE-2).
    Tile(TileId),
    /// A bundle of entries (TILE-6); its level is always 0.
    Entries(TileId),
}

impl TileId {
    /// The greatest level a path may name (TILE-2).
    pub const GREATEST_LEVEL: u8 = 63;

    /// `None` if the level is over 63, the index over 2^63 − 1, or the width not in 1–256.
    pub fn new(level: u8, index: u64, width: u16) -> Option<TileId> {
        let is_width = (1..=FULL_WIDTH).contains(&width);
        let may_be = level <= Self::GREATEST_LEVEL && index <= decimal::GREATEST && is_width;
        if may_be {
            Some(TileId { level, index, width })
        } else {
            None
        }
    }

    /// The tile at this level and place as a tree of `size` leaves has it: full, partial, or not at all (TILE-4).
    pub fn in_tree(level: u8, index: u64, size: u64) -> Option<TileId> {
        let hashes = size.checked_shr(HEIGHT * u32::from(level)).unwrap_or(0);
        let width = hashes.saturating_sub(index.checked_mul(FULL_WIDTH.into())?);
        TileId::new(
            level,
            index,
            u16::try_from(width).unwrap_or(FULL_WIDTH).min(FULL_WIDTH),
        )
    }

    /// Every tile of a tree of `size` leaves, level by level, from the left. None is ever missing: this log is not
    /// pruned (TILE-8).
    pub fn all(size: u64) -> impl Iterator<Item = TileId> {
        (0..=Self::GREATEST_LEVEL)
            .flat_map(move |level| (0_u64..).map_while(move |index| TileId::in_tree(level, index, size)))
    }

    /// The tile of a tree of `size` leaves that the root of a perfect subtree can be computed from, and the height and
    /// the position of that subtree within it, for [`Tile::subtree`](super::Tile::subtree).
    ///
    /// `None` if the tree has no such subtree.
    pub fn of_node(node: Node, size: u64) -> Option<(TileId, u32, u64)> {
        let height = node.level % HEIGHT;
        let per_tile = 1 << (HEIGHT - height);
        let level = u8::try_from(node.level / HEIGHT).ok()?;
        let id = TileId::in_tree(level, node.index / per_tile, size)?;
        Some((id, height, node.index % per_tile))
    }

    /// 0 for hashes of leaves; at level `l` each hash covers `256^l` leaves.
    pub fn level(&self) -> u8 {
        self.level
    }

    /// The place in its level, from 0.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The number of hashes, 1–256.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Whether it has all 256 hashes, and so never changes.
    pub fn is_full(&self) -> bool {
        self.width == FULL_WIDTH
    }

    pub(super) fn with_width(self, width: u16) -> Option<TileId> {
        TileId::new(self.level, self.index, width)
    }

    /// `<N>[.p/<W>]`, and other ways to write it: whoever asks compares with what is printed.
    fn parse_place(level: u8, text: &str) -> Option<TileId> {
        let (place, width) = match text.split_once(".p/") {
            None => (text, FULL_WIDTH),
            Some((place, width)) => (place, width.parse().ok()?),
        };
        let digits: String = place.chars().filter(char::is_ascii_digit).collect();
        TileId::new(level, digits.parse().ok()?, width)
    }
}

impl Resource {
    /// Reads a path as it is printed, and no other way to write it (TILE-2).
    ///
    /// `None` for anything else.
    pub fn parse(path: &str) -> Option<Resource> {
        let found = if path == "checkpoint" {
            Resource::Checkpoint
        } else {
            let (level, place) = path.strip_prefix("tile/")?.split_once('/')?;
            match level {
                "entries" => Resource::Entries(TileId::parse_place(0, place)?),
                _ => Resource::Tile(TileId::parse_place(level.parse().ok()?, place)?),
            }
        };
        // A path that prints differently is another way to name the same thing, which caches would keep twice.
        Some(found).filter(|found| found.to_string() == path)
    }

    /// The `Content-Type` (TILE-1, TILE-2).
    pub fn content_type(&self) -> &'static str {
        match self {
            Resource::Checkpoint => "text/plain; charset=utf-8",
            Resource::Tile(_) | Resource::Entries(_) => "application/octet-stream",
        }
    }

    /// The `Cache-Control`: a checkpoint is new within seconds, everything else stays as it is (TILE-1, TILE-2).
    pub fn cache_control(&self) -> &'static str {
        match self {
            Resource::Checkpoint => "public, max-age=2",
            Resource::Tile(_) | Resource::Entries(_) => "public, max-age=31536000, immutable",
        }
    }

    /// The `Access-Control-Allow-Origin`, so that a verifier page on another host may read (TILE-9).
    pub fn allowed_origin(&self) -> &'static str {
        "*"
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = match self {
            Resource::Checkpoint => return f.write_str("checkpoint"),
            Resource::Tile(id) => {
                write!(f, "tile/{}/", id.level)?;
                id
            }
            Resource::Entries(id) => {
                f.write_str("tile/entries/")?;
                id
            }
        };
        write_index(f, id.index)?;
        if id.is_full() {
            Ok(())
        } else {
            write!(f, ".p/{}", id.width)
        }
    }
}

/// In groups of three digits, all but the last behind an `x`.
fn write_index(f: &mut fmt::Formatter<'_>, index: u64) -> fmt::Result {
    let mut above = index / 1000;
    let mut groups = vec![format!("{:03}", index % 1000)];
    while above > 0 {
        groups.push(format!("x{:03}", above % 1000));
        above /= 1000;
    }
    groups.reverse();
    f.write_str(&groups.join("/"))
}

//! What is known of each text by its number, without reading it. Rows are added at the end and seen by readers that
//! began earlier, who never look beyond the count they began with.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering};

use crate::entry::{Entry, Kind, REPLY};
use crate::sizes::{offset, wide};
use crate::text::UnitKey;

/// Rows are kept in pieces of this many.
const PIECE: usize = 1 << 14;
/// Pieces, so that every number of 28 bits has its place.
const PIECES: usize = 1 << 14;

/// Bytes of a row in the file.
pub(crate) const ROW: usize = 32;

const REPLIES: u8 = 4;
const GONE: u8 = 8;

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// Where its record stands in the file of texts.
    pub(crate) at: u64,
    pub(crate) length: u32,
    /// A hash of its id.
    pub(crate) id: u64,
    pub(crate) unit: UnitKey,
    /// The number of its class of readers.
    pub(crate) class: u32,
    flags: u8,
}

impl Row {
    pub(crate) fn of(entry: &Entry, at: u64, length: u32, class: u32) -> Self {
        let kind = match entry.kind {
            Kind::Document => 0,
            Kind::Regulation => 1,
            Kind::Circular => 2,
            Kind::Template => 3,
        };
        let flags = kind | if entry.genre == REPLY { REPLIES } else { 0 };
        Self {
            at,
            length,
            id: id_hash(&entry.id),
            unit: UnitKey::of(&entry.unit),
            class,
            flags,
        }
    }

    pub(crate) fn is_gone(&self) -> bool {
        self.flags & GONE != 0
    }

    pub(crate) fn bytes(&self) -> [u8; ROW] {
        let mut bytes = [0; ROW];
        let fields = [self.at.to_le_bytes(), self.id.to_le_bytes()].concat();
        let rest = [
            self.length.to_le_bytes(),
            self.unit.0.to_le_bytes(),
            [self.flags, 0, 0, 0],
            self.class.to_le_bytes(),
        ]
        .concat();
        for (byte, field) in bytes.iter_mut().zip(fields.into_iter().chain(rest)) {
            *byte = field;
        }
        bytes
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let long = |at: usize| Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
        let short = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
        let flags = *bytes.get(24)?;
        Some(Self {
            at: long(0)?,
            id: long(8)?,
            length: short(16)?,
            unit: UnitKey(short(20)?),
            class: short(28)?,
            flags,
        })
    }
}

fn kind(flags: u8) -> Kind {
    match flags & 3 {
        1 => Kind::Regulation,
        2 => Kind::Circular,
        3 => Kind::Template,
        _ => Kind::Document,
    }
}

/// A hash of an id, the same on every machine.
pub(crate) fn id_hash(id: &str) -> u64 {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    crate::shingle::mix(id.bytes().fold(0xcbf2_9ce4_8422_2325, fold))
}

#[derive(Debug)]
struct Piece {
    id: Box<[AtomicU64]>,
    unit: Box<[AtomicU32]>,
    class: Box<[AtomicU32]>,
    flags: Box<[AtomicU8]>,
}

fn longs() -> Box<[AtomicU64]> {
    (0..PIECE).map(|_| AtomicU64::new(0)).collect()
}

fn shorts() -> Box<[AtomicU32]> {
    (0..PIECE).map(|_| AtomicU32::new(0)).collect()
}

impl Piece {
    fn new() -> Self {
        Self {
            id: longs(),
            unit: shorts(),
            class: shorts(),
            flags: (0..PIECE).map(|_| AtomicU8::new(0)).collect(),
        }
    }
}

/// All rows, without where their records stand: that changes when the file of texts is written anew.
#[derive(Debug)]
pub(crate) struct Rows(Box<[OnceLock<Piece>]>);

impl Default for Rows {
    fn default() -> Self {
        Self((0..PIECES).map(|_| OnceLock::new()).collect())
    }
}

impl Rows {
    fn place(&self, text: u32) -> Option<(&Piece, usize)> {
        let piece = self.0.get(wide(text) / PIECE)?.get()?;
        Some((piece, wide(text) % PIECE))
    }

    /// Writes a row that no reader asks for yet.
    pub(crate) fn put(&self, text: u32, row: &Row) {
        let Some(piece) = self.0.get(wide(text) / PIECE) else {
            return;
        };
        let piece = piece.get_or_init(Piece::new);
        let at = wide(text) % PIECE;
        let long =
            |column: &[AtomicU64], value| column.get(at).map(|cell| cell.store(value, Ordering::Relaxed));
        let short =
            |column: &[AtomicU32], value| column.get(at).map(|cell| cell.store(value, Ordering::Relaxed));
        long(&piece.id, row.id);
        short(&piece.unit, row.unit.0);
        short(&piece.class, row.class);
        if let Some(flags) = piece.flags.get(at) {
            flags.store(row.flags, Ordering::Release);
        }
    }

    pub(crate) fn get(&self, text: u32, places: &Places) -> Option<Row> {
        let (piece, cell) = self.place(text)?;
        let (at, length) = places.get(text).unwrap_or_default();
        Some(Row {
            flags: piece.flags.get(cell)?.load(Ordering::Acquire),
            at,
            id: piece.id.get(cell)?.load(Ordering::Relaxed),
            length,
            unit: UnitKey(piece.unit.get(cell)?.load(Ordering::Relaxed)),
            class: piece.class.get(cell)?.load(Ordering::Acquire),
        })
    }

    pub(crate) fn kind(&self, text: u32) -> Kind {
        kind(self.flags(text))
    }

    fn flags(&self, text: u32) -> u8 {
        let cell = self.place(text).and_then(|(piece, at)| piece.flags.get(at));
        cell.map_or(GONE, |flags| flags.load(Ordering::Acquire))
    }

    /// Takes a text out of every answer from now on, also of readers that began earlier.
    pub(crate) fn forget(&self, text: u32) {
        if let Some(flags) = self.place(text).and_then(|(piece, at)| piece.flags.get(at)) {
            flags.fetch_or(GONE, Ordering::AcqRel);
        }
    }

    pub(crate) fn is_gone(&self, text: u32) -> bool {
        self.flags(text) & GONE != 0
    }

    pub(crate) fn is_reply(&self, text: u32) -> bool {
        self.flags(text) & REPLIES != 0
    }

    pub(crate) fn unit(&self, text: u32) -> Option<UnitKey> {
        let (piece, at) = self.place(text)?;
        Some(UnitKey(piece.unit.get(at)?.load(Ordering::Relaxed)))
    }

    /// The number of the text's class of readers.
    pub(crate) fn class(&self, text: u32) -> Option<u32> {
        let (piece, at) = self.place(text)?;
        Some(piece.class.get(at)?.load(Ordering::Acquire))
    }

    /// Gives a text to other readers, also for whoever asks an earlier snapshot.
    pub(crate) fn set_class(&self, text: u32, class: u32) {
        if let Some(cell) = self.place(text).and_then(|(piece, at)| piece.class.get(at)) {
            cell.store(class, Ordering::Release);
        }
    }

    /// The bytes of the rows in a range.
    pub(crate) fn bytes(&self, texts: std::ops::Range<u32>, places: &Places) -> Vec<u8> {
        texts
            .filter_map(|text| self.get(text, places))
            .flat_map(|row| row.bytes())
            .collect()
    }

    /// Reads the rows of a file, in order from 0 on; how many there were.
    pub(crate) fn fill(&self, bytes: &[u8], places: &Places) -> u32 {
        let mut count = 0;
        for row in bytes.chunks_exact(ROW).filter_map(Row::read) {
            self.put(count, &row);
            places.put(count, row.at, row.length);
            count += 1;
        }
        count
    }
}

#[derive(Debug)]
struct Stretch {
    at: Box<[AtomicU64]>,
    length: Box<[AtomicU32]>,
}

/// Where the record of each text stands in one file of texts, and how long it is.
#[derive(Debug)]
pub(crate) struct Places(Box<[OnceLock<Stretch>]>);

impl Default for Places {
    fn default() -> Self {
        Self((0..PIECES).map(|_| OnceLock::new()).collect())
    }
}

impl Places {
    /// Writes a place that no reader asks for yet.
    pub(crate) fn put(&self, text: u32, at: u64, length: u32) {
        let Some(piece) = self.0.get(wide(text) / PIECE) else {
            return;
        };
        let piece = piece.get_or_init(|| Stretch {
            at: longs(),
            length: shorts(),
        });
        let cell = wide(text) % PIECE;
        if let (Some(place), Some(bytes)) = (piece.at.get(cell), piece.length.get(cell)) {
            place.store(at, Ordering::Relaxed);
            bytes.store(length, Ordering::Release);
        }
    }

    pub(crate) fn get(&self, text: u32) -> Option<(u64, u32)> {
        let piece = self.0.get(wide(text) / PIECE)?.get()?;
        let cell = wide(text) % PIECE;
        let length = piece.length.get(cell)?.load(Ordering::Acquire);
        Some((piece.at.get(cell)?.load(Ordering::Relaxed), length))
    }
}

/// Where the row of a text starts in the file.
pub(crate) fn row_offset(text: u32) -> u64 {
    u64::from(text) * offset(ROW)
}

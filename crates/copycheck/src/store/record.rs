//! The file of texts: a record for each text added or removed, in order. It is the truth; everything else follows.
//!
//! A record is four bytes of length, four of a checksum (CRC-32), then the body: `1`, the kind and seven strings for a
//! text added or replaced (six in an older file: nobody said who may read it); `2` and one string for an id removed; `3`, an
//! id and who may read it from then on; `4` and names of units. A string is its length in four bytes, then UTF-8.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt;

use crate::entry::{Entry, Kind};
use crate::sizes::{narrow, offset, wide};

/// Length and checksum.
pub(crate) const FRAME: usize = 8;

/// What one record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Record {
    Add(Entry),
    Remove(String),
    /// The id of a text, and who may read it.
    Readers(String, String),
    /// Names of units.
    Learn(Vec<String>),
}

/// The bytes of a record with its frame; nothing if it is too long for one.
pub(crate) fn added(entry: &Entry) -> Option<Vec<u8>> {
    let kind = match entry.kind {
        Kind::Document => 0,
        Kind::Regulation => 1,
        Kind::Circular => 2,
        Kind::Template => 3,
    };
    let fields = [
        entry.id.as_str(),
        &entry.unit,
        &entry.genre,
        &entry.date,
        &entry.title,
        &entry.text,
        &entry.readers,
    ];
    framed(&[1, kind], &fields)
}

/// The same for an id removed.
pub(crate) fn removed(id: &str) -> Option<Vec<u8>> {
    framed(&[2], &[id])
}

/// The same for a text that others may read from now on.
pub(crate) fn read_by(id: &str, readers: &str) -> Option<Vec<u8>> {
    framed(&[3], &[id, readers])
}

/// The same for names of units.
pub(crate) fn learned(names: &[&str]) -> Option<Vec<u8>> {
    framed(&[LEARN], names)
}

/// How a record of names begins.
const LEARN: u8 = 4;

fn framed(start: &[u8], fields: &[&str]) -> Option<Vec<u8>> {
    let length = start.len() + fields.iter().map(|field| field.len() + 4).sum::<usize>();
    let mut bytes = Vec::with_capacity(FRAME + length);
    bytes.extend(u32::try_from(length).ok()?.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(start);
    for field in fields {
        bytes.extend(narrow(field.len()).to_le_bytes());
        bytes.extend(field.as_bytes());
    }
    let checksum = crc32fast::hash(bytes.get(FRAME..)?);
    bytes.get_mut(4..FRAME)?.copy_from_slice(&checksum.to_le_bytes());
    Some(bytes)
}

fn parsed(body: &[u8]) -> Option<Record> {
    let (sort, rest) = body.split_first()?;
    match sort {
        1 => {
            let (kind, mut rest) = rest.split_first()?;
            let kind = match kind {
                0 => Kind::Document,
                1 => Kind::Regulation,
                2 => Kind::Circular,
                3 => Kind::Template,
                _ => return None,
            };
            let mut next = || string(&mut rest);
            let (id, unit, genre) = (next()?, next()?, next()?);
            let (date, title, text) = (next()?, next()?, next()?);
            let readers = next().unwrap_or_default();
            Some(Record::Add(Entry {
                id,
                kind,
                unit,
                genre,
                date,
                title,
                text,
                readers,
            }))
        }
        2 => string(&mut &*rest).map(Record::Remove),
        3 => {
            let mut rest = rest;
            Some(Record::Readers(string(&mut rest)?, string(&mut rest)?))
        }
        &LEARN => {
            let mut rest = rest;
            Some(Record::Learn(std::iter::from_fn(|| string(&mut rest)).collect()))
        }
        _ => None,
    }
}

fn string(rest: &mut &[u8]) -> Option<String> {
    let (length, behind) = rest.split_first_chunk()?;
    let (text, behind) = behind.split_at_checked(wide(u32::from_le_bytes(*length)))?;
    *rest = behind;
    simdutf8::basic::from_utf8(text).ok().map(str::to_owned)
}

fn checked(frame: &[u8], body: &[u8]) -> Option<Record> {
    let checksum = u32::from_le_bytes(*frame.get(4..)?.first_chunk()?);
    (crc32fast::hash(body) == checksum).then(|| parsed(body))?
}

/// The record of `length` bytes, frame included, at an offset.
pub(crate) fn read(file: &File, at: u64, length: u32) -> io::Result<Record> {
    let mut bytes = vec![0; wide(length)];
    file.read_exact_at(&mut bytes, at)?;
    let record = bytes
        .split_at_checked(FRAME)
        .and_then(|(frame, body)| checked(frame, body));
    record.ok_or_else(damaged)
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a damaged record")
}

/// The id in such a record, without reading the text.
pub(crate) fn id(file: &File, at: u64, length: u32) -> io::Result<Option<String>> {
    const USUAL: usize = 128;
    let mut bytes = vec![0; wide(length).min(USUAL)];
    file.read_exact_at(&mut bytes, at)?;
    if let Some(id) = bytes.get(FRAME + 2..).and_then(|mut rest| string(&mut rest)) {
        return Ok(Some(id));
    }
    match read(file, at, length)? {
        Record::Add(entry) => Ok(Some(entry.id)),
        Record::Remove(_) | Record::Readers(..) | Record::Learn(_) => Ok(None),
    }
}

/// The names in the first record of names, wherever it stands.
pub(crate) fn first_learned(file: &File) -> io::Result<Option<Vec<String>>> {
    let end = file.metadata()?.len();
    let (mut at, mut start) = (0, [0; FRAME + 1]);
    while at + offset(start.len()) <= end {
        file.read_exact_at(&mut start, at)?;
        let [a, b, c, d, .., sort] = start;
        let length = u32::from_le_bytes([a, b, c, d]).saturating_add(narrow(FRAME));
        if sort == LEARN && at + u64::from(length) <= end {
            return match read(file, at, length)? {
                Record::Learn(names) => Ok(Some(names)),
                Record::Add(_) | Record::Remove(_) | Record::Readers(..) => Err(damaged()),
            };
        }
        at += u64::from(length);
    }
    Ok(None)
}

/// Reads records one after the other, up to the first that is not whole.
pub(crate) struct Records {
    file: BufReader<File>,
    /// Where the file ends.
    end: u64,
    /// Where the next record starts.
    pub(crate) at: u64,
}

impl Records {
    pub(crate) fn from(file: &File, at: u64) -> io::Result<Self> {
        let mut file = file.try_clone()?;
        let end = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(at))?;
        Ok(Self {
            file: BufReader::with_capacity(1 << 18, file),
            end,
            at,
        })
    }

    /// The next record, where it starts and how long it is; nothing at the end or before a torn one. A damaged one with
    /// others behind it was not torn, and nobody may go on as if they had never been.
    pub(crate) fn next(&mut self) -> io::Result<Option<(Record, u64, u32)>> {
        let mut frame = [0; FRAME];
        if !self.fill(&mut frame)? {
            return Ok(None);
        }
        let [a, b, c, d, ..] = frame;
        let length = u32::from_le_bytes([a, b, c, d]);
        let mut body = Vec::new();
        let mut limited = (&mut self.file).take(u64::from(length));
        if limited.read_to_end(&mut body)? < wide(length) {
            return Ok(None);
        }
        let at = self.at;
        let whole = length.saturating_add(narrow(FRAME));
        let Some(record) = checked(&frame, &body) else {
            let is_torn = frame == [0; FRAME] || at + u64::from(whole) >= self.end;
            return if is_torn { Ok(None) } else { Err(damaged()) };
        };
        self.at += u64::from(whole);
        Ok(Some((record, at, whole)))
    }

    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<bool> {
        match self.file.read_exact(bytes) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
            Err(error) => Err(error),
        }
    }
}

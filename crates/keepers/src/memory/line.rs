//! The lines of the file: words, then a hash over the line and the hash of the line before, so that no line can be
//! changed, left out or moved.
//!
//! ```text
//! gongkai-memory/v1 <origin> <hash>
//! <size> <root by SHA-256> <root by SM3, or -> <seconds since 1970> <note in base64, or -> <hash>
//! ```

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ledger::hash::{HASH_BYTES, Hash, HashFunction, Sha256};
use ledger::note::Note;
use ledger::tree::Head;

use super::{MemoryFailure, Remembered};

const MAGIC: &str = "gongkai-memory/v1";
const NOTHING: &str = "-";

/// The hash of the last line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain(Hash);

impl Chain {
    /// The first line, and what follows from it.
    pub(super) fn start(origin: &str) -> (String, Chain) {
        Chain(Hash([0; HASH_BYTES])).line(&format!("{MAGIC} {origin}"))
    }

    pub(super) fn line(self, body: &str) -> (String, Chain) {
        let hash = self.over(body);
        (format!("{body} {hash}\n"), Chain(hash))
    }

    fn over(self, body: &str) -> Hash {
        Sha256::hash(&[self.0.as_bytes(), body.as_bytes()])
    }

    /// The words of a line without its newline, if it is what was written after the one before.
    fn check(self, line: &str) -> Option<(&str, Chain)> {
        let (body, hash) = line.rsplit_once(' ')?;
        let hash = Hash::parse(hash)?;
        (hash == self.over(body)).then_some((body, Chain(hash)))
    }
}

pub(super) fn body(entry: &Remembered) -> String {
    let sm3 = entry.sm3_root.map_or(NOTHING.to_owned(), |root| root.to_string());
    let note = entry.note.as_ref();
    let note = note.map_or(NOTHING.to_owned(), |note| STANDARD.encode(note.to_string()));
    let Head { size, root } = entry.head;
    format!("{size} {root} {sm3} {} {note}", entry.time)
}

/// The origin and the heads in the bytes of a file.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<(String, Vec<Remembered>), MemoryFailure> {
    let mut chain = Chain(Hash([0; HASH_BYTES]));
    let mut origin = None;
    let mut entries: Vec<Remembered> = Vec::new();
    let mut rest = bytes;
    let mut number = 0;
    while !rest.is_empty() {
        number += 1;
        let end = rest.iter().position(|byte| *byte == b'\n');
        let (line, after) = rest.split_at(end.unwrap_or(rest.len()));
        let checked = std::str::from_utf8(line).ok().and_then(|line| chain.check(line));
        let corrupt = || MemoryFailure::Corrupt {
            path: path.to_owned(),
            line: number,
        };
        let Some((body, next)) = checked else {
            // The last line without its newline: its writer was killed, and has answered nobody. The first line came by
            // a rename and is never unfinished.
            if end.is_none() && origin.is_some() {
                break;
            }
            return Err(corrupt());
        };
        match origin {
            None => origin = Some(parse_origin(body).ok_or_else(corrupt)?),
            Some(_) => entries.push(parse_entry(body, entries.last()).ok_or_else(corrupt)?),
        }
        chain = next;
        rest = after.get(1..).unwrap_or_default();
    }
    let origin = origin.ok_or(MemoryFailure::Corrupt {
        path: path.to_owned(),
        line: 1,
    })?;
    Ok((origin, entries))
}

fn parse_origin(body: &str) -> Option<String> {
    body.strip_prefix(MAGIC)?.strip_prefix(' ').map(str::to_owned)
}

fn parse_entry(body: &str, last: Option<&Remembered>) -> Option<Remembered> {
    let mut words = body.split(' ');
    let size = words.next()?.parse().ok()?;
    let root = Hash::parse(words.next()?)?;
    let sm3_root = match words.next()? {
        NOTHING => None,
        root => Some(Hash::parse(root)?),
    };
    let time = words.next()?.parse().ok()?;
    let note = match words.next()? {
        NOTHING => None,
        note => Some(Note::parse(&STANDARD.decode(note).ok()?).ok()?),
    };
    let is_larger = last.is_none_or(|last| last.head.size <= size);
    (words.next().is_none() && is_larger).then_some(Remembered {
        head: Head { size, root },
        sm3_root,
        time,
        note,
    })
}

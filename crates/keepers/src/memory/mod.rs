//! The head that a keeper remembers: a file to which lines are added, in a folder that one process at a time may use.
//!
//! A line is on the disk before [`Memory::remember`] returns. A line that a killed process left unfinished was never
//! answered for, and is dropped; any other line that is not as it was written stops the keeper, because what it has
//! forgotten it might sign differently.

mod failure;
mod file;
mod line;

pub use failure::MemoryFailure;
pub(crate) use file::{failed, lock, make_folder, replace};

use std::fs::File;
use std::path::{Path, PathBuf};

use ledger::hash::Hash;
use ledger::note::Note;
use ledger::tree::Head;

use line::Chain;

/// When a file has as many lines …
const MOST_LINES: usize = 2048;
/// … it is written anew with the last ones of them.
const KEPT_LINES: usize = 1024;

const HEADS: &str = "heads";
const LOCK: &str = "lock";

/// A head, and what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Size and root by SHA-256.
    pub head: Head,
    /// The root of the same leaves by SM3, for who signs it too.
    pub sm3_root: Option<Hash>,
    /// When it was remembered, in seconds since 1970.
    pub time: u64,
    /// The checkpoint as it was signed, for who hands it out again.
    pub note: Option<Note>,
}

/// The memory of one log, open and locked. Closed by dropping it.
#[derive(Debug)]
pub struct Memory {
    folder: PathBuf,
    origin: String,
    file: File,
    entries: Vec<Remembered>,
    chain: Chain,
    is_broken: bool,
    /// Held as long as this lives.
    _lock: File,
}

impl Memory {
    /// An empty memory for the log of this origin. There must not have been one before: a memory that went missing is
    /// not made again, or its keeper would begin anew with an old key.
    pub fn create(folder: &Path, origin: &str) -> Result<Memory, MemoryFailure> {
        file::make_folder(folder)?;
        let lock = file::lock(&folder.join(LOCK))?;
        let path = folder.join(HEADS);
        if path.exists() {
            return Err(MemoryFailure::Exists(path));
        }
        Memory::written(folder, origin, Vec::new(), lock)
    }

    /// The memory that was made in this folder for this origin.
    ///
    /// The file is written anew before it is used: after a failed write, what can be read need not be on the disk.
    pub fn open(folder: &Path, origin: &str) -> Result<Memory, MemoryFailure> {
        let path = folder.join(HEADS);
        if !path.exists() {
            return Err(MemoryFailure::Missing(path));
        }
        let lock = file::lock(&folder.join(LOCK))?;
        let (found, mut entries) = line::read(&path, &file::read(&path)?)?;
        if found != origin {
            let expected = origin.to_owned();
            return Err(MemoryFailure::Origin {
                path,
                found,
                expected,
            });
        }
        keep_last(&mut entries);
        Memory::written(folder, origin, entries, lock)
    }

    /// Whether a memory was ever made in this folder.
    pub fn exists(folder: &Path) -> bool {
        folder.join(HEADS).exists() || folder.join(LOCK).exists()
    }

    /// The log it is of.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What was remembered last; `None` before the first head.
    pub fn last(&self) -> Option<&Remembered> {
        self.entries.last()
    }

    /// The last thousand and more, the oldest first.
    pub fn entries(&self) -> &[Remembered] {
        &self.entries
    }

    /// Remembers a head for good. It is on the disk when this returns; if it fails, nothing more is remembered until
    /// the memory is opened again, and nothing may be signed.
    pub fn remember(&mut self, next: Remembered) -> Result<(), MemoryFailure> {
        if self.is_broken {
            return Err(MemoryFailure::Broken(self.path()));
        }
        if let Some(last) = self.last()
            && (next.head.size < last.head.size
                || (next.head.size == last.head.size && next.head != last.head))
        {
            return Err(MemoryFailure::Backwards(last.head.size));
        }
        let (line, chain) = self.chain.line(&line::body(&next));
        // Until it is known to be on the disk.
        self.is_broken = true;
        let path = self.path();
        file::append(&mut self.file, &path, line.as_bytes())?;
        self.chain = chain;
        self.entries.push(next);
        if self.entries.len() > MOST_LINES {
            keep_last(&mut self.entries);
            (self.file, self.chain) = write_anew(&self.folder, &self.origin, &self.entries)?;
        }
        self.is_broken = false;
        Ok(())
    }

    /// From now on the disk is full.
    #[cfg(test)]
    pub(crate) fn fill_disk(&mut self) -> File {
        let full = std::fs::OpenOptions::new().append(true).open("/dev/full");
        std::mem::replace(&mut self.file, full.unwrap())
    }

    fn written(
        folder: &Path,
        origin: &str,
        entries: Vec<Remembered>,
        lock: File,
    ) -> Result<Memory, MemoryFailure> {
        let (file, chain) = write_anew(folder, origin, &entries)?;
        Ok(Memory {
            folder: folder.to_owned(),
            origin: origin.to_owned(),
            file,
            entries,
            chain,
            is_broken: false,
            _lock: lock,
        })
    }

    fn path(&self) -> PathBuf {
        self.folder.join(HEADS)
    }
}

/// Beside the old file, which is replaced when the new one is safe.
fn write_anew(folder: &Path, origin: &str, entries: &[Remembered]) -> Result<(File, Chain), MemoryFailure> {
    let (mut text, mut chain) = Chain::start(origin);
    for entry in entries {
        let (line, next) = chain.line(&line::body(entry));
        text += &line;
        chain = next;
    }
    let file = file::replace(&folder.join(HEADS), text.as_bytes())?;
    Ok((file, chain))
}

fn keep_last(entries: &mut Vec<Remembered>) {
    if let Some(surplus) = entries.len().checked_sub(KEPT_LINES) {
        entries.drain(..surplus);
    }
}

#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why a keeper cannot remember, and what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum MemoryFailure {
    /// Another process has the folder.
    #[error("another process is using {}: end it first, one memory has one keeper", .0.display())]
    Locked(PathBuf),
    /// There is none.
    #[error(
        "{} is missing: if this keeper was never set up, set it up; if it was, its key must not sign any more: take a \
         new key under a new name, and do not restore the file from a backup", .0.display()
    )]
    Missing(PathBuf),
    /// There was one already.
    #[error("{} is there already: a memory is made once, in an empty folder", .0.display())]
    Exists(PathBuf),
    /// It is the memory of another log.
    #[error("{} is the memory of {found}, not of {expected}: name the right folder", path.display())]
    Origin {
        /// The file.
        path: PathBuf,
        /// Whose memory it is.
        found: String,
        /// Whose it should be.
        expected: String,
    },
    /// A line is not what was written.
    #[error(
        "line {line} of {} is not what was written there: keep the folder as it is and look for the cause; this key \
         must not sign any more: take a new key under a new name, and do not restore the file from a backup", path.display()
    )]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
    },
    /// The disk did not do what it was asked for.
    #[error("cannot {doing} {}: {cause}; see to the disk, then start again", path.display())]
    Disk {
        /// What was tried.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// An earlier write failed, so that nobody knows what is on the disk.
    #[error("an earlier write to {} failed: see to the disk, then start again", .0.display())]
    Broken(PathBuf),
    /// A smaller head, or another one of the same size. Whoever remembers has checked before; this is the last door.
    #[error(
        "a head of size {0} is remembered: nothing smaller and nothing different of that size comes after it"
    )]
    Backwards(u64),
}

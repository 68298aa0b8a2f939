//! Files that are there, whole, or not there.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use super::MemoryFailure;

/// For nobody but whoever runs the keeper.
const OWN: u32 = 0o600;
const OWN_FOLDER: u32 = 0o700;

pub(crate) fn make_folder(folder: &Path) -> Result<(), MemoryFailure> {
    let mut builder = DirBuilder::new();
    let made = builder.recursive(true).mode(OWN_FOLDER).create(folder);
    made.map_err(failed("make the folder", folder))?;
    match folder.parent() {
        Some(parent) if parent.as_os_str().is_empty() => sync_folder(Path::new(".")),
        Some(parent) => sync_folder(parent),
        None => Ok(()),
    }
}

/// Held until the file is closed, also when the process is killed.
pub(crate) fn lock(path: &Path) -> Result<File, MemoryFailure> {
    let mut options = OpenOptions::new();
    let opened = options.create(true).append(true).mode(OWN).open(path);
    let file = opened.map_err(failed("open", path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(MemoryFailure::Locked(path.to_owned())),
        Err(TryLockError::Error(cause)) => Err(failed("lock", path)(cause)),
    }
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, MemoryFailure> {
    fs::read(path).map_err(failed("read", path))
}

/// Writes in one go, and returns when it is on the disk.
pub(crate) fn append(file: &mut File, path: &Path, bytes: &[u8]) -> Result<(), MemoryFailure> {
    file.write_all(bytes).map_err(failed("write to", path))?;
    file.sync_data().map_err(failed("make sure of", path))
}

/// Puts a file with these bytes in the place of the one that may be there; the file is open at its end.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<File, MemoryFailure> {
    let new = path.with_extension("new");
    // Not the one of before: its pages may be in an unknown state.
    match fs::remove_file(&new) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(failed("remove", &new)(cause)),
        _ => {}
    }
    let mut options = OpenOptions::new();
    let opened = options.create_new(true).append(true).mode(OWN).open(&new);
    let mut file = opened.map_err(failed("make", &new))?;
    file.write_all(bytes).map_err(failed("write to", &new))?;
    file.sync_all().map_err(failed("make sure of", &new))?;
    fs::rename(&new, path).map_err(failed("put in its place", path))?;
    sync_folder(path.parent().unwrap_or(Path::new(".")))?;
    Ok(file)
}

fn sync_folder(folder: &Path) -> Result<(), MemoryFailure> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(failed("make sure of the folder", folder))
}

pub(crate) fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> MemoryFailure {
    let path = path.to_owned();
    move |cause| MemoryFailure::Disk { doing, path, cause }
}

//! The public log as plain files, the way any web server can serve them.

use std::collections::BTreeSet;
use std::fs::{self, File as Open};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// A file of the log, by its path under the prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

/// A folder that holds a log as `tlog-tiles` describes it, and nothing else.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The log in a folder, which is made when it is not there.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self(folder.to_owned()))
    }

    /// A file by its path; nothing when it is not there. The path must be one that `ledger::tile::Resource` printed.
    pub fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.0.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Puts files in their places, each whole or not at all. When this returns, they are on the disk.
    pub(super) fn store(&self, files: &[File]) -> io::Result<()> {
        let mut folders = BTreeSet::new();
        for file in files {
            let place = self.0.join(&file.path);
            let folder = place.parent().unwrap_or(&self.0);
            if !folder.exists() {
                fs::create_dir_all(folder)?;
            }
            folders.extend(
                folder
                    .ancestors()
                    .take_while(|above| above.starts_with(&self.0))
                    .map(Path::to_owned),
            );
            if self.read(&file.path)?.as_deref() != Some(&file.bytes) {
                replace(folder, &place, &file.bytes)?;
            }
        }
        folders
            .iter()
            .rev()
            .try_for_each(|folder| Open::open(folder)?.sync_all())
    }

    /// Removes the partial tiles or bundles that a full one has taken the place of (TILE-5).
    pub(super) fn drop_partial(&self, full: &str) -> io::Result<()> {
        match fs::remove_dir_all(self.0.join(format!("{full}.p"))) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

fn replace(folder: &Path, place: &Path, bytes: &[u8]) -> io::Result<()> {
    let aside = folder.join(format!(".new-{}", std::process::id()));
    let mut file = Open::create(&aside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&aside, place)
}

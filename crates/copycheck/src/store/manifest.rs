//! Which files make up the index, and how much of the file of texts they cover. Replaced as a whole, by renaming.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::shingle::FORM;

const NAME: &str = "manifest";
const NEW: &str = "manifest.new";

/// One file of postings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) file: String,
    /// The number of its first text.
    pub(crate) first: u32,
}

/// The state of the index at the time of its writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// How fingerprints are made; an index of another form is made anew.
    pub(crate) form: String,
    /// Bytes of the file of texts that the parts cover.
    pub(crate) settled: u64,
    /// Texts that the parts cover.
    pub(crate) texts: u32,
    /// Bytes of the file of names that hold.
    pub(crate) names: u64,
    /// Whether the names were learned, and none was taken from a text.
    pub(crate) has_learned: bool,
    /// Bytes of the file of classes of readers that hold.
    pub(crate) classes: u64,
    /// Number of the next file.
    pub(crate) next: u32,
    pub(crate) documents: Vec<Part>,
    pub(crate) authorities: Vec<Part>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            form: FORM.to_owned(),
            settled: 0,
            texts: 0,
            names: 0,
            has_learned: false,
            classes: 0,
            next: 0,
            documents: Vec::new(),
            authorities: Vec::new(),
        }
    }
}

impl Manifest {
    /// What stands in the folder; an empty one if there is none, or none of this form.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        match fs::read(folder.join(NAME)) {
            Ok(bytes) => {
                let manifest: Option<Self> = serde_json::from_slice(&bytes).ok();
                Ok(manifest
                    .filter(|manifest| manifest.form == FORM)
                    .unwrap_or_default())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// Takes the place of the one before, all at once, and is on the disk when this returns.
    pub(crate) fn write(&self, folder: &Path) -> io::Result<()> {
        let new = folder.join(NEW);
        let mut file = File::create(&new)?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.sync_all()?;
        fs::rename(&new, folder.join(NAME))?;
        File::open(folder)?.sync_all()
    }

    /// Removes files of postings that it does not name: a writing was interrupted.
    pub(crate) fn tidy(&self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name();
            let is_part = name.to_str().is_some_and(|name| name.starts_with("postings-"));
            let is_named = self
                .documents
                .iter()
                .chain(&self.authorities)
                .any(|part| name == *part.file);
            if is_part && !is_named {
                fs::remove_file(folder.join(name))?;
            }
        }
        Ok(())
    }
}

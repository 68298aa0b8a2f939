//! Which files make up the index, and how much of the file of texts they cover. Replaced as a whole, by renaming.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::shingle::FORM;

const TEXTS: &str = "texts";
const TABLE: &str = "table";
/// A file of texts until it is complete.
pub(super) const NEW_TEXTS: &str = "new-texts";
pub(super) const NAMES: &str = "names";
pub(super) const CLASSES: &str = "classes";
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
    /// How often the file of texts was written anew: its name and that of the table.
    #[serde(default)]
    pub(crate) generation: u32,
    /// Bytes of the file of texts that the parts cover.
    pub(crate) settled: u64,
    /// Bytes of them that say nothing any more.
    pub(crate) waste: u64,
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
            generation: 0,
            settled: 0,
            waste: 0,
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
    /// What stands in the folder; an empty one over the newest file of texts if there is none, or none of this form.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let bytes = match fs::read(folder.join(NAME)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        let found: Option<Self> = serde_json::from_slice(&bytes).ok();
        if let Some(manifest) = found.filter(|manifest| manifest.form == FORM) {
            return Ok(manifest);
        }
        // A file of texts gets its name when it is complete.
        let said: Option<Generation> = serde_json::from_slice(&bytes).ok();
        let generation = match said {
            Some(said) => said.generation,
            None => newest(folder)?,
        };
        Ok(Self {
            generation,
            ..Self::default()
        })
    }

    /// The name of the file of texts.
    pub(crate) fn texts(&self) -> String {
        named(TEXTS, self.generation)
    }

    /// The name of the file of rows.
    pub(crate) fn table(&self) -> String {
        named(TABLE, self.generation)
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

    /// Removes what it does not name: a writing was interrupted, or is complete.
    pub(crate) fn tidy(&self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name();
            let Some(name) = name.to_str() else { continue };
            let is_ours = ["postings-", TEXTS, TABLE, NEW_TEXTS]
                .iter()
                .any(|start| name.starts_with(start));
            let mut parts = self.documents.iter().chain(&self.authorities);
            let is_named =
                name == self.texts() || name == self.table() || parts.any(|part| name == part.file);
            if is_ours && !is_named {
                fs::remove_file(folder.join(name))?;
            }
        }
        Ok(())
    }

    /// Removes everything but the texts themselves: the next opening makes it anew.
    pub(crate) fn strip(&self, folder: &Path) -> io::Result<()> {
        for name in [NAME, &self.table(), NAMES, CLASSES] {
            match fs::remove_file(folder.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// What a manifest of every form says.
#[derive(Deserialize)]
struct Generation {
    #[serde(default)]
    generation: u32,
}

fn named(name: &str, generation: u32) -> String {
    if generation == 0 {
        name.to_owned()
    } else {
        format!("{name}-{generation}")
    }
}

/// The generation of the newest file of texts.
fn newest(folder: &Path) -> io::Result<u32> {
    let mut newest = 0;
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let number = name
            .to_str()
            .and_then(|name| name.strip_prefix(TEXTS)?.strip_prefix('-'));
        newest = newest.max(number.and_then(|number| number.parse().ok()).unwrap_or(0));
    }
    Ok(newest)
}

//! One file of texts with where each text stands in it.

use std::fs::File;
use std::io;
use std::path::Path;

use super::record::{self, Record};
use super::rows::Places;
use super::writer::opened;
use crate::entry::Entry;

/// The file that one snapshot reads; when it is written anew, readers that began earlier keep the old one.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(crate) file: File,
    pub(crate) places: Places,
}

impl Texts {
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self {
            file: opened(path)?,
            places: Places::default(),
        })
    }

    /// The id of a text, without reading all of it.
    pub(crate) fn id(&self, text: u32) -> io::Result<Option<String>> {
        match self.places.get(text) {
            Some((at, length)) => record::id(&self.file, at, length),
            None => Ok(None),
        }
    }

    /// A text as it was added.
    pub(crate) fn entry(&self, text: u32) -> io::Result<Option<Entry>> {
        let Some((at, length)) = self.places.get(text) else {
            return Ok(None);
        };
        match record::read(&self.file, at, length)? {
            Record::Add(entry) => Ok(Some(entry)),
            Record::Remove(_) | Record::Readers(..) | Record::Learn(_) => Ok(None),
        }
    }
}

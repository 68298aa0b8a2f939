//! Writing the file of texts anew without what says nothing any more: texts removed or replaced, and who was to read a
//! text before. The manifest changes from the old file to the new one at once; until then the old one holds, and a reader
//! that has it open may go on reading it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use super::manifest::NEW_TEXTS;
use super::record::{self, Record, Records};
use super::rows::row_offset;
use super::texts::Texts;
use super::writer::{Writer, opened};
use super::{Error, Result};
use crate::entry::Entry;
use crate::sizes::{narrow, offset};

/// Rows written at once.
const ROWS: usize = 1 << 14;

struct Copied {
    /// Texts, where they stand in the new file, and how long their records are.
    places: Vec<(u32, u64, u32)>,
    /// Where it ends.
    end: u64,
}

impl Writer {
    /// Whether a quarter of the file of texts says nothing any more.
    pub(crate) fn is_wasteful(&self) -> bool {
        self.waste.saturating_mul(4) >= self.end && self.waste > 0
    }

    /// Writes the file of texts anew. Everything must be settled: the parts stay as they are, and so do the numbers of
    /// the texts.
    pub(crate) fn compact(&mut self) -> Result<()> {
        if self.waste == 0 || self.manifest.settled != self.end {
            return Ok(());
        }
        let mut manifest = self.manifest.clone();
        manifest.generation += 1;
        let new = self.folder.join(NEW_TEXTS);
        let Copied { places, end } = self.copied(File::create(&new)?)?;
        let path = self.folder.join(manifest.texts());
        fs::rename(new, &path)?;
        File::open(&self.folder)?.sync_all()?;
        let texts = Texts::open(&path)?;
        for (text, at, length) in places {
            texts.places.put(text, at, length);
        }
        let table = opened(&self.folder.join(manifest.table()))?;
        for text in (0..self.count).step_by(ROWS) {
            let some = text..self.count.min(text.saturating_add(narrow(ROWS)));
            table.write_all_at(&self.rows.bytes(some, &texts.places), row_offset(text))?;
        }
        table.sync_data()?;
        manifest.settled = end;
        manifest.waste = 0;
        manifest.write(&self.folder)?;
        self.texts = Arc::new(texts);
        (self.end, self.waste) = (end, 0);
        self.manifest = manifest;
        Ok(self.manifest.tidy(&self.folder)?)
    }

    /// Copies what still says something.
    fn copied(&self, file: File) -> Result<Copied> {
        let mut output = BufWriter::with_capacity(1 << 20, file);
        let (mut places, mut end) = (Vec::new(), 0);
        let mut records = Records::from(&self.texts.file, 0)?;
        while let Some((record, at, _)) = records.next()? {
            let bytes = match record {
                Record::Add(entry) => {
                    let Some(text) = self.ids.get(&entry.id).filter(|text| self.stands(*text, at)) else {
                        continue;
                    };
                    let bytes = self.kept(text, entry)?;
                    places.push((text, end, narrow(bytes.len())));
                    bytes
                }
                Record::Learn(names) => {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    record::learned(&names).ok_or(Error::TooLong)?
                }
                Record::Remove(_) | Record::Readers(..) => continue,
            };
            output.write_all(&bytes)?;
            end += offset(bytes.len());
        }
        let file = output.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok(Copied { places, end })
    }

    /// Whether the record at this place is the text's own.
    fn stands(&self, text: u32, at: u64) -> bool {
        self.texts.places.get(text).is_some_and(|(place, _)| place == at)
    }

    /// The record of a text with those who may read it now.
    fn kept(&self, text: u32, entry: Entry) -> Result<Vec<u8>> {
        let class = self.rows.class(text).unwrap_or_default();
        let readers = self.classes.readers(class).unwrap_or_default().to_owned();
        record::added(&Entry { readers, ..entry }).ok_or(Error::TooLong)
    }
}

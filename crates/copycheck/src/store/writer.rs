//! Everything that changes the index. There is one writer; what it has finished is published as a snapshot.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::classes::{self, Classes};
use super::ids::Ids;
use super::manifest::{CLASSES, Manifest, NAMES, Part};
use super::record::{self, Record, Records};
use super::rows::{Row, Rows, row_offset};
use super::settling::Merging;
use super::snapshot::{Index, Snapshot};
use super::texts::Texts;
use super::{Error, Result};
use crate::entry::{Entry, Kind};
use crate::postings::{Run, Segment, posting};
use crate::shingle;
use crate::sizes::{index, narrow, offset};
use crate::text::{Folded, Names};

/// Texts in memory before they are written as a segment.
const SETTLE_AFTER: u32 = 8192;
/// The same in postings, for long texts.
const SETTLE_AFTER_POSTINGS: usize = 4_000_000;

/// Texts that numbers of 28 bits can name.
const MOST_TEXTS: u32 = 1 << 28;

#[derive(Debug)]
pub(crate) struct Writer {
    pub(super) folder: PathBuf,
    pub(super) texts: Arc<Texts>,
    /// Where the next record goes.
    pub(super) end: u64,
    /// Bytes before that say nothing any more.
    pub(super) waste: u64,
    pub(super) rows: Arc<Rows>,
    pub(super) ids: Arc<Ids>,
    pub(super) classes: Arc<Classes>,
    /// The number of each class.
    class_numbers: HashMap<String, u32>,
    /// The first class that is not in its file.
    pub(super) new_classes: u32,
    names: Names,
    /// Whether names are learned: then no text teaches one.
    pub(super) has_learned: bool,
    pub(super) new_names: String,
    pub(super) documents: Index,
    pub(super) authorities: Index,
    pub(super) manifest: Manifest,
    /// Texts added, gone ones included: the number of the next.
    pub(super) count: u32,
    has_gone: bool,
    /// Whether the index could not be made anew, and what is in memory is not what is on the disk.
    is_stale: bool,
    /// Settled texts that have gone or got other readers since.
    pub(super) changed: Vec<u32>,
}

pub(super) fn opened(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
}

impl Writer {
    /// Opens what the manifest names, and takes in the records behind it.
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        let mut writer = Self::loaded(folder)?;
        if !writer.replay()? {
            return Self::anew(folder);
        }
        Ok(writer)
    }

    /// Makes everything but the texts anew.
    fn anew(folder: &Path) -> Result<Self> {
        Manifest::read(folder)?.strip(folder)?;
        let mut writer = Self::loaded(folder)?;
        writer.replay()?;
        Ok(writer)
    }

    fn loaded(folder: &Path) -> Result<Self> {
        let manifest = Manifest::read(folder)?;
        manifest.tidy(folder)?;
        let mut writer = Self {
            folder: folder.to_owned(),
            texts: Arc::new(Texts::open(&folder.join(manifest.texts()))?),
            end: manifest.settled,
            waste: manifest.waste,
            rows: Arc::default(),
            ids: Arc::default(),
            classes: Arc::default(),
            class_numbers: HashMap::new(),
            new_classes: 0,
            names: Names::default(),
            has_learned: manifest.has_learned,
            new_names: String::new(),
            documents: Index::default(),
            authorities: Index::default(),
            manifest,
            count: 0,
            has_gone: false,
            is_stale: false,
            changed: Vec::new(),
        };
        writer.load()?;
        Ok(writer)
    }

    fn load(&mut self) -> Result<()> {
        let segments = |parts: &[Part]| -> io::Result<Vec<Arc<Segment>>> {
            parts
                .iter()
                .map(|part| Ok(Arc::new(Segment::open(&self.folder.join(&part.file))?)))
                .collect()
        };
        self.documents.segments = segments(&self.manifest.documents)?;
        self.authorities.segments = segments(&self.manifest.authorities)?;
        for readers in classes::parsed(&self.start_of(CLASSES, self.manifest.classes)?) {
            self.class(&readers);
        }
        self.new_classes = narrow(self.classes.len());
        let table = self.start_of(&self.manifest.table(), row_offset(self.manifest.texts))?;
        let places = &self.texts.places;
        self.count = self.rows.fill(&table, places);
        for (text, row) in (0..self.count).filter_map(|text| Some((text, self.rows.get(text, places)?))) {
            if row.is_gone() {
                self.has_gone = true;
            } else {
                self.ids.put(row.id, text);
                self.classes.joined(row.class);
            }
        }
        let names = self.start_of(NAMES, self.manifest.names)?;
        for name in String::from_utf8_lossy(&names).lines() {
            self.names.learn(name);
        }
        Ok(())
    }

    fn start_of(&self, name: &str, length: u64) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; index(length)];
        opened(&self.folder.join(name))?.read_exact_at(&mut bytes, 0)?;
        Ok(bytes)
    }

    /// Takes in the records that no segment covers, and cuts off a torn one: nobody was told that it is there. Whether
    /// that was enough: where names are learned behind settled texts that taught some, all must be made anew.
    fn replay(&mut self) -> Result<bool> {
        // Texts before the first record of names were indexed anew with those names.
        if self.count == 0
            && let Some(names) = record::first_learned(&self.texts.file)?
        {
            self.teach(&names);
        }
        let mut records = Records::from(&self.texts.file, self.manifest.settled)?;
        while let Some((record, at, length)) = records.next()? {
            self.end = records.at;
            if matches!(record, Record::Remove(_) | Record::Readers(..)) {
                self.waste += u64::from(length);
            }
            match record {
                Record::Add(entry) => self.take_in(&entry, at, length)?,
                Record::Remove(id) => self.forget(&id),
                Record::Readers(id, readers) => self.give(&id, &readers),
                Record::Learn(_) if !self.has_learned => return Ok(false),
                Record::Learn(names) => self.teach(&names),
            }
        }
        self.texts.file.set_len(self.end)?;
        Ok(true)
    }

    /// Adds a text, or replaces the one with its id.
    pub(crate) fn add(&mut self, entry: &Entry) -> Result<()> {
        if self.count >= MOST_TEXTS {
            return Err(Error::Full);
        }
        self.known(&entry.id)?;
        let bytes = record::added(entry).ok_or(Error::TooLong)?;
        let at = self.append(&bytes)?;
        self.take_in(entry, at, narrow(bytes.len()))
    }

    /// Removes a text; whether it was there.
    pub(crate) fn remove(&mut self, id: &str) -> Result<bool> {
        if self.known(id)?.is_none() {
            return Ok(false);
        }
        let bytes = record::removed(id).ok_or(Error::TooLong)?;
        self.append(&bytes)?;
        self.waste += offset(bytes.len());
        self.forget(id);
        Ok(true)
    }

    /// Lets others read a text; whether it was there.
    pub(crate) fn set_readers(&mut self, id: &str, readers: &str) -> Result<bool> {
        let Some(text) = self.known(id)? else {
            return Ok(false);
        };
        let before = self
            .rows
            .class(text)
            .and_then(|class| self.classes.readers(class));
        if before != Some(readers) {
            let bytes = record::read_by(id, readers).ok_or(Error::TooLong)?;
            self.append(&bytes)?;
            self.waste += offset(bytes.len());
            self.give(id, readers);
        }
        Ok(true)
    }

    /// Learns names, in the place of those that texts have taught.
    pub(crate) fn learn(&mut self, names: &[String]) -> Result<()> {
        let mut all = if self.has_learned {
            self.names.clone()
        } else {
            Names::default()
        };
        let new: Vec<&str> = names
            .iter()
            .filter(|name| all.learn(name))
            .map(String::as_str)
            .collect();
        if self.has_learned && new.is_empty() {
            return Ok(());
        }
        self.append(&record::learned(&new).ok_or(Error::TooLong)?)?;
        if self.has_learned || self.count == 0 {
            self.teach(&new);
        } else {
            self.is_stale = true;
            *self = Self::anew(&self.folder)?;
        }
        Ok(())
    }

    /// On the disk, also if the machine loses its power.
    pub(crate) fn sync(&self) -> Result<()> {
        Ok(self.texts.file.sync_data()?)
    }

    /// Fails if what is in memory is not what is on the disk.
    pub(super) fn fresh(&self) -> Result<()> {
        if self.is_stale { Err(Error::Stale) } else { Ok(()) }
    }

    fn append(&mut self, bytes: &[u8]) -> Result<u64> {
        self.fresh()?;
        let at = self.end;
        if let Err(error) = self.texts.file.write_all_at(bytes, at) {
            self.texts.file.set_len(at)?;
            return Err(error.into());
        }
        self.end += offset(bytes.len());
        Ok(at)
    }

    /// The number of the text with this id.
    fn known(&self, id: &str) -> Result<Option<u32>> {
        let Some(text) = self.ids.get(id) else {
            return Ok(None);
        };
        match self.texts.id(text)? {
            Some(found) if found == id => Ok(Some(text)),
            _ => Err(Error::SameHash(id.to_owned())),
        }
    }

    fn forget(&mut self, id: &str) {
        if let Some(text) = self.ids.take(id) {
            self.rows.forget(text);
            self.waste += self
                .texts
                .places
                .get(text)
                .map_or(0, |(_, length)| u64::from(length));
            self.rows.class(text).inspect(|class| self.classes.left(*class));
            self.has_gone = true;
            self.note(text);
        }
    }

    /// Gives a text to other readers.
    fn give(&mut self, id: &str, readers: &str) {
        if let Some(text) = self.ids.get(id) {
            let class = self.class(readers);
            self.rows.class(text).inspect(|class| self.classes.left(*class));
            self.rows.set_class(text, class);
            self.classes.joined(class);
            self.note(text);
        }
    }

    /// The row of a settled text must be written once more.
    fn note(&mut self, text: u32) {
        if text < self.manifest.texts {
            self.changed.push(text);
        }
    }

    /// The number of a class of readers, which is made if need be.
    fn class(&mut self, readers: &str) -> u32 {
        if let Some(class) = self.class_numbers.get(readers) {
            return *class;
        }
        let class = self.classes.push(readers);
        self.class_numbers.insert(readers.to_owned(), class);
        class
    }

    fn teach<S: AsRef<str>>(&mut self, names: &[S]) {
        self.has_learned = true;
        for name in names {
            self.know(name.as_ref());
        }
    }

    fn know(&mut self, name: &str) {
        if self.names.learn(name) {
            // What separates words is nothing in a name.
            self.new_names.push_str(&name.replace('\n', " "));
            self.new_names.push('\n');
        }
    }

    fn take_in(&mut self, entry: &Entry, at: u64, length: u32) -> Result<()> {
        if !self.has_learned && !entry.kind.is_authority() {
            self.know(&entry.unit);
        }
        self.forget(&entry.id);
        let text = self.count;
        let class = self.class(&entry.readers);
        let row = Row::of(entry, at, length, class);
        self.rows.put(text, &row);
        self.texts.places.put(text, at, length);
        self.ids.put(row.id, text);
        self.classes.joined(class);
        let folded = Folded::of(&entry.text, &self.names);
        let kept = shingle::kept(&folded.symbols).into_iter();
        let run = Run::new(kept.map(|kept| posting(kept.fingerprint, text)).collect());
        match entry.kind {
            Kind::Document => self.documents.push(run),
            Kind::Regulation | Kind::Circular | Kind::Template => self.authorities.push(run),
        }
        self.count += 1;
        let waiting: usize = self.documents.runs.iter().map(|run| run.len()).sum();
        if self.count - self.manifest.texts >= SETTLE_AFTER || waiting >= SETTLE_AFTER_POSTINGS {
            self.settle(Merging::Alike)?;
        }
        Ok(())
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot {
            names: self.names.clone(),
            has_learned: self.has_learned,
            ids: Arc::clone(&self.ids),
            classes: Arc::clone(&self.classes),
            rows: Arc::clone(&self.rows),
            texts: Arc::clone(&self.texts),
            documents: self.documents.clone(),
            authorities: self.authorities.clone(),
            live: self.ids.len(),
            count: self.count,
            has_gone: self.has_gone,
        }
    }
}

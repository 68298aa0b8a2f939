//! Everything that changes the index. There is one writer; what it has finished is published as a snapshot.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::hash::BuildHasherDefault;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::manifest::{Manifest, Part};
use super::record::{self, Record, Records};
use super::rows::{Row, Rows, id_hash, row_offset};
use super::snapshot::{Index, Snapshot};
use super::{Error, Result};
use crate::check::Spread;
use crate::entry::{Entry, Kind};
use crate::postings::{Run, Segment, posting};
use crate::shingle;
use crate::sizes::{index, narrow, offset};
use crate::text::{Folded, Names};

/// Texts in memory before they are written as a segment.
const SETTLE_AFTER: u32 = 8192;
/// The same in postings, for long texts.
const SETTLE_AFTER_POSTINGS: usize = 4_000_000;

/// Segments of about the same size that become one.
const FAN_IN: usize = 4;
/// A segment beyond this is not merged any more: its directory counts bytes in 32 bits.
const GREATEST_SEGMENT: u64 = 500_000_000;

/// Texts that numbers of 28 bits can name.
const MOST_TEXTS: u32 = 1 << 28;

const TEXTS: &str = "texts";
const TABLE: &str = "table";
const NAMES: &str = "names";

#[derive(Debug)]
pub(crate) struct Writer {
    folder: PathBuf,
    file: Arc<File>,
    /// Where the next record goes.
    end: u64,
    rows: Arc<Rows>,
    by_id: HashMap<u64, u32, BuildHasherDefault<Spread>>,
    names: Names,
    new_names: String,
    documents: Index,
    authorities: Index,
    manifest: Manifest,
    /// Texts added, gone ones included: the number of the next.
    count: u32,
    has_gone: bool,
    /// Settled texts that have gone since.
    gone: Vec<u32>,
}

fn opened(path: &Path) -> io::Result<File> {
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
        let manifest = Manifest::read(folder)?;
        manifest.tidy(folder)?;
        let file = Arc::new(opened(&folder.join(TEXTS))?);
        let mut writer = Self {
            folder: folder.to_owned(),
            file,
            end: manifest.settled,
            rows: Arc::default(),
            by_id: HashMap::default(),
            names: Names::default(),
            new_names: String::new(),
            documents: Index::default(),
            authorities: Index::default(),
            manifest,
            count: 0,
            has_gone: false,
            gone: Vec::new(),
        };
        writer.load()?;
        writer.replay()?;
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
        let mut table = vec![0; index(row_offset(self.manifest.texts))];
        opened(&self.folder.join(TABLE))?.read_exact_at(&mut table, 0)?;
        self.count = self.rows.fill(&table);
        for (text, row) in (0..self.count).filter_map(|text| Some((text, self.rows.get(text)?))) {
            if row.is_gone() {
                self.has_gone = true;
            } else {
                self.by_id.insert(row.id, text);
            }
        }
        let mut names = vec![0; index(self.manifest.names)];
        opened(&self.folder.join(NAMES))?.read_exact_at(&mut names, 0)?;
        for name in String::from_utf8_lossy(&names).lines() {
            self.names.learn(name);
        }
        Ok(())
    }

    /// Takes in the records that no segment covers, and cuts off a torn one: nobody was told that it is there.
    fn replay(&mut self) -> Result<()> {
        let mut records = Records::from(&self.file, self.manifest.settled)?;
        while let Some((record, at, length)) = records.next()? {
            self.end = records.at;
            match record {
                Record::Add(entry) => self.take_in(&entry, at, length)?,
                Record::Remove(id) => self.forget(&id),
            }
        }
        self.file.set_len(self.end)?;
        Ok(())
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
        self.append(&record::removed(&id.to_owned()).ok_or(Error::TooLong)?)?;
        self.forget(id);
        Ok(true)
    }

    /// On the disk, also if the machine loses its power.
    pub(crate) fn sync(&self) -> Result<()> {
        Ok(self.file.sync_data()?)
    }

    fn append(&mut self, bytes: &[u8]) -> Result<u64> {
        let at = self.end;
        if let Err(error) = self.file.write_all_at(bytes, at) {
            self.file.set_len(at)?;
            return Err(error.into());
        }
        self.end += offset(bytes.len());
        Ok(at)
    }

    /// The number of the text with this id.
    fn known(&self, id: &str) -> Result<Option<u32>> {
        let Some(text) = self.by_id.get(&id_hash(id)).copied() else {
            return Ok(None);
        };
        let Some(row) = self.rows.get(text) else {
            return Ok(None);
        };
        match record::read(&self.file, row.at, row.length)? {
            Record::Add(entry) if entry.id == id => Ok(Some(text)),
            Record::Add(_) | Record::Remove(_) => Err(Error::SameHash(id.to_owned())),
        }
    }

    fn forget(&mut self, id: &str) {
        if let Some(text) = self.by_id.remove(&id_hash(id)) {
            self.rows.forget(text);
            self.has_gone = true;
            if text < self.manifest.texts {
                self.gone.push(text);
            }
        }
    }

    fn take_in(&mut self, entry: &Entry, at: u64, length: u32) -> Result<()> {
        let unit = entry.unit.trim();
        if !entry.kind.is_authority() && !unit.contains('\n') && self.names.learn(unit) {
            self.new_names.push_str(unit);
            self.new_names.push('\n');
        }
        self.forget(&entry.id);
        let text = self.count;
        let row = Row::of(entry, at, length);
        self.rows.put(text, &row);
        self.by_id.insert(row.id, text);
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

    /// Writes what is in memory as segments, merges some, and makes a new manifest.
    pub(crate) fn settle(&mut self, merging: Merging) -> Result<()> {
        let mut manifest = self.manifest.clone();
        let first = manifest.texts;
        let mut files = Files {
            folder: &self.folder,
            rows: &self.rows,
            next: manifest.next,
            merging,
        };
        let documents = files.settled(&self.documents, &mut manifest.documents, first)?;
        let authorities = files.settled(&self.authorities, &mut manifest.authorities, first)?;
        manifest.next = files.next;
        // The records first: a row may say that its text has gone only if a record on the disk says so.
        self.file.sync_data()?;
        self.write_table(first)?;
        let names = opened(&self.folder.join(NAMES))?;
        names.write_all_at(self.new_names.as_bytes(), manifest.names)?;
        names.sync_data()?;
        manifest.names += offset(self.new_names.len());
        manifest.texts = self.count;
        manifest.settled = self.end;
        manifest.write(&self.folder)?;
        manifest.tidy(&self.folder)?;
        self.new_names.clear();
        self.gone.clear();
        self.manifest = manifest;
        self.documents = documents;
        self.authorities = authorities;
        Ok(())
    }

    fn write_table(&self, first: u32) -> io::Result<()> {
        let table = opened(&self.folder.join(TABLE))?;
        table.write_all_at(&self.rows.bytes(first..self.count), row_offset(first))?;
        for text in &self.gone {
            table.write_all_at(&self.rows.bytes(*text..*text + 1), row_offset(*text))?;
        }
        table.sync_data()
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot {
            names: self.names.clone(),
            rows: Arc::clone(&self.rows),
            file: Arc::clone(&self.file),
            documents: self.documents.clone(),
            authorities: self.authorities.clone(),
            live: self.by_id.len(),
            has_gone: self.has_gone,
        }
    }
}

/// Where segments are written.
struct Files<'a> {
    folder: &'a Path,
    rows: &'a Rows,
    next: u32,
    merging: Merging,
}

impl Files<'_> {
    fn name(&mut self) -> String {
        self.next += 1;
        format!("postings-{}", self.next)
    }

    /// The index with its runs written as a segment, and segments of one size merged.
    fn settled(&mut self, before: &Index, parts: &mut Vec<Part>, first: u32) -> io::Result<Index> {
        let mut segments = before.segments.clone();
        let run = before
            .runs
            .iter()
            .rev()
            .fold(Run::default(), |all, run| run.merged(&all));
        if run.len() > 0 {
            let part = Part {
                file: self.name(),
                first,
            };
            let path = self.folder.join(&part.file);
            crate::postings::write(&path, &run, first)?;
            segments.push(Arc::new(Segment::open(&path)?));
            parts.push(part);
        }
        while let Some(start) = self.merging.start(&segments) {
            let first = parts.get(start).map_or(0, |part| part.first);
            let part = Part {
                file: self.name(),
                first,
            };
            let path = self.folder.join(&part.file);
            let some: Vec<&Segment> = segments.iter().skip(start).map(AsRef::as_ref).collect();
            crate::postings::merge(&path, &some, first, |text| self.rows.is_gone(text))?;
            segments.truncate(start);
            parts.truncate(start);
            segments.push(Arc::new(Segment::open(&path)?));
            parts.push(part);
        }
        Ok(Index {
            segments,
            runs: Vec::new(),
        })
    }
}

/// Which segments become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merging {
    /// The last ones, if they are of one size: while texts are added.
    Alike,
    /// All, if the small ones together are a fifth of the whole: when a batch is complete.
    All,
}

impl Merging {
    /// Where the segments to be merged begin.
    fn start(self, segments: &[Arc<Segment>]) -> Option<usize> {
        let sizes: Vec<u64> = segments.iter().map(|segment| segment.postings()).collect();
        let (whole, greatest) = (sizes.iter().sum::<u64>(), sizes.iter().max().copied()?);
        if self == Self::All
            && sizes.len() > 1
            && whole <= GREATEST_SEGMENT
            && (whole - greatest) * 5 >= whole
        {
            return Some(0);
        }
        alike(segments)
    }
}

/// Where the last segments of about the same size begin, if they are enough to be merged.
fn alike(segments: &[Arc<Segment>]) -> Option<usize> {
    let start = segments.len().checked_sub(FAN_IN)?;
    let sizes = || {
        segments
            .get(start..)
            .unwrap_or_default()
            .iter()
            .map(|segment| segment.postings())
    };
    let (least, greatest) = (sizes().min()?, sizes().max()?);
    (greatest <= least.saturating_mul(2).max(1 << 16) && sizes().sum::<u64>() <= GREATEST_SEGMENT)
        .then_some(start)
}

/// Removes everything but the texts themselves: the next opening makes it anew.
pub(crate) fn strip(folder: &Path) -> io::Result<()> {
    for name in ["manifest", TABLE, NAMES] {
        match fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

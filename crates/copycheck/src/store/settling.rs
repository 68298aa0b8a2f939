//! Writing what is in memory to the disk: as segments, rows, names and classes that a new manifest covers.

use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use super::Result;
use super::manifest::{CLASSES, NAMES, Part};
use super::rows::{Rows, row_offset};
use super::snapshot::Index;
use super::writer::{Writer, opened};
use crate::postings::{Run, Segment};
use crate::sizes::{narrow, offset};

/// Segments of about the same size that become one.
const FAN_IN: usize = 4;
/// A segment beyond this is not merged any more: its directory counts bytes in 32 bits.
const GREATEST_SEGMENT: u64 = 500_000_000;

impl Writer {
    /// Writes what is in memory as segments, merges some, and makes a new manifest.
    pub(crate) fn settle(&mut self, merging: Merging) -> Result<()> {
        self.fresh()?;
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
        // The records first: a row may say that its text has gone, or who reads it, only if a record on the disk says so.
        self.texts.file.sync_data()?;
        self.write_table(first)?;
        let names = self.new_names.as_bytes();
        self.append_to(NAMES, manifest.names, names)?;
        manifest.names += offset(names.len());
        let classes = self.classes.bytes(self.new_classes);
        self.append_to(CLASSES, manifest.classes, &classes)?;
        manifest.classes += offset(classes.len());
        manifest.has_learned = self.has_learned;
        manifest.texts = self.count;
        manifest.settled = self.end;
        manifest.waste = self.waste;
        manifest.write(&self.folder)?;
        manifest.tidy(&self.folder)?;
        self.new_names.clear();
        self.new_classes = narrow(self.classes.len());
        self.changed.clear();
        self.manifest = manifest;
        self.documents = documents;
        self.authorities = authorities;
        Ok(())
    }

    fn write_table(&self, first: u32) -> io::Result<()> {
        let table = opened(&self.folder.join(self.manifest.table()))?;
        let places = &self.texts.places;
        table.write_all_at(&self.rows.bytes(first..self.count, places), row_offset(first))?;
        for text in &self.changed {
            table.write_all_at(&self.rows.bytes(*text..*text + 1, places), row_offset(*text))?;
        }
        table.sync_data()
    }

    fn append_to(&self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let file = opened(&self.folder.join(name))?;
        file.write_all_at(bytes, at)?;
        file.sync_data()
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

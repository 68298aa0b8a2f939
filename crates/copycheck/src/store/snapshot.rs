//! The index as one reader sees it: unchanged, whatever is added meanwhile.

use std::fs::File;
use std::sync::Arc;

use super::record::{self, Record};
use super::rows::Rows;
use super::{Error, Result};
use crate::entry::{Entry, Kind};
use crate::finding::Report;
use crate::postings::{Run, Segment, text_of};
use crate::sizes::index;
use crate::text::{Names, UnitKey};

/// Postings of one sort of texts, the earliest texts first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    pub(crate) segments: Vec<Arc<Segment>>,
    pub(crate) runs: Vec<Arc<Run>>,
}

impl Index {
    /// How many texts hold the fingerprint; the first `most` of them are appended.
    fn texts(&self, fingerprint: u64, most: usize, into: &mut Vec<u32>) -> usize {
        let full = into.len() + most;
        let mut count = 0;
        for segment in &self.segments {
            count += segment.of(fingerprint, full.saturating_sub(into.len()), into);
        }
        for run in &self.runs {
            let found = run.of(fingerprint);
            let room = full.saturating_sub(into.len());
            into.extend(found.iter().take(room).map(|posting| text_of(*posting)));
            count += found.len();
        }
        count
    }

    pub(crate) fn postings(&self) -> usize {
        let settled: u64 = self.segments.iter().map(|segment| segment.postings()).sum();
        index(settled) + self.runs.iter().map(|run| run.len()).sum::<usize>()
    }

    /// Adds a run, joining it with those before that are not much larger: each posting is copied a few times at most,
    /// and few runs are asked.
    pub(crate) fn push(&mut self, mut run: Run) {
        while let Some(last) = self.runs.pop_if(|last| last.len() < run.len() * 2) {
            run = last.merged(&run);
        }
        self.runs.push(Arc::new(run));
    }
}

/// All texts that were there at one moment. Cheap to keep; asking it waits for nobody.
#[derive(Debug, Clone)]
pub struct Snapshot {
    pub(crate) names: Names,
    pub(crate) rows: Arc<Rows>,
    pub(crate) file: Arc<File>,
    pub(crate) documents: Index,
    pub(crate) authorities: Index,
    /// Texts that are neither removed nor replaced.
    pub(crate) live: usize,
    /// Whether any text was ever removed or replaced.
    pub(crate) has_gone: bool,
}

impl Snapshot {
    /// What the text has in common with those in the index. It need not be among them; one with its id is left out.
    pub fn check(&self, entry: &Entry) -> Result<Report> {
        crate::check::check(self, entry)
    }

    /// Texts in the index.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Postings kept for them, including those of removed texts that were not yet cleared away.
    pub fn postings(&self) -> usize {
        self.documents.postings() + self.authorities.postings()
    }

    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    fn find(&self, index: &Index, fingerprint: u64, most: usize, into: &mut Vec<u32>) -> usize {
        let start = into.len();
        let count = index.texts(fingerprint, most, into);
        if !self.has_gone {
            return count;
        }
        let listed = into.len();
        let mut kept = start;
        for at in start..listed {
            if into.get(at).is_some_and(|text| !self.rows.is_gone(*text)) {
                into.swap(kept, at);
                kept += 1;
            }
        }
        into.truncate(kept);
        count - (listed - kept).min(count)
    }

    /// To be called before looking up many fingerprints.
    pub(crate) fn warm(&self, fingerprints: &[u64]) {
        let segments = self.documents.segments.iter().chain(&self.authorities.segments);
        segments.for_each(|segment| segment.warm(fingerprints));
    }

    /// How many documents hold the fingerprint; the first `most` of them are appended.
    pub(crate) fn documents(&self, fingerprint: u64, most: usize, into: &mut Vec<u32>) -> usize {
        self.find(&self.documents, fingerprint, most, into)
    }

    /// The same for laws, circulars and forms.
    pub(crate) fn authorities(&self, fingerprint: u64, most: usize, into: &mut Vec<u32>) -> usize {
        self.find(&self.authorities, fingerprint, most, into)
    }

    pub(crate) fn kind(&self, text: u32) -> Option<Kind> {
        self.rows.get(text).map(|row| row.kind())
    }

    pub(crate) fn is_of(&self, text: u32, unit: UnitKey) -> bool {
        self.rows.is_of(text, unit)
    }

    pub(crate) fn is_reply(&self, text: u32) -> bool {
        self.rows.is_reply(text)
    }

    /// The id of a text.
    pub(crate) fn id(&self, text: u32) -> Result<Option<String>> {
        let Some(row) = self.rows.get(text).filter(|row| !row.is_gone()) else {
            return Ok(None);
        };
        Ok(record::id(&self.file, row.at, row.length)?)
    }

    /// The text itself, read from the disk; nothing if it is gone.
    pub(crate) fn text(&self, text: u32) -> Result<Option<Entry>> {
        let Some(row) = self.rows.get(text).filter(|row| !row.is_gone()) else {
            return Ok(None);
        };
        match record::read(&self.file, row.at, row.length).map_err(Error::File)? {
            Record::Add(entry) => Ok(Some(entry)),
            Record::Remove(_) => Ok(None),
        }
    }
}

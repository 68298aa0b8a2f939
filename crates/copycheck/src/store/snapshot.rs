//! The index as one reader sees it: unchanged, whatever is added meanwhile. Only what takes texts away, from everybody or
//! from some, holds at once for whoever asks an earlier snapshot too.

use std::sync::Arc;

use super::classes::Classes;
use super::ids::Ids;
use super::rows::Rows;
use super::texts::Texts;
use super::{Error, Result};
use crate::check::Among;
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
    /// How many texts hold the fingerprint; the first `most` of them are appended, or as many as `if_more` says if there
    /// are more.
    fn texts(&self, fingerprint: u64, most: usize, if_more: usize, into: &mut Vec<u32>) -> usize {
        let start = into.len();
        let full = start + most;
        let mut count = 0;
        for segment in &self.segments {
            count += segment.of(fingerprint, full.saturating_sub(into.len()), if_more, into);
        }
        for run in &self.runs {
            let found = run.of(fingerprint);
            let room = full.saturating_sub(into.len());
            into.extend(found.iter().take(room).map(|posting| text_of(*posting)));
            count += found.len();
        }
        if count > most {
            into.truncate(start + if_more);
        }
        count
    }

    /// Hands over every text that holds the fingerprint, the earliest first, until `goes_on` is false.
    fn each(&self, fingerprint: u64, goes_on: &mut impl FnMut(u32) -> bool) {
        let mut settled = self.segments.iter();
        if settled.all(|segment| segment.each(fingerprint, goes_on)) {
            let runs = self.runs.iter().flat_map(|run| run.of(fingerprint));
            runs.map(|posting| text_of(*posting)).all(goes_on);
        }
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
    /// Whether the names were learned, and none was taken from a text.
    pub(crate) has_learned: bool,
    pub(crate) ids: Arc<Ids>,
    pub(crate) classes: Arc<Classes>,
    pub(crate) rows: Arc<Rows>,
    pub(crate) texts: Arc<Texts>,
    pub(crate) documents: Index,
    pub(crate) authorities: Index,
    /// Texts that are neither removed nor replaced.
    pub(crate) live: usize,
    /// Texts, gone ones included.
    pub(crate) count: u32,
    /// Whether any text was ever removed or replaced.
    pub(crate) has_gone: bool,
}

impl Snapshot {
    /// What the text has in common with those in the index. It need not be among them; one with its id is left out.
    pub fn check(&self, entry: &Entry) -> Result<Report> {
        crate::check::check(self, entry, None)
    }

    /// The same among the texts that somebody may read: any other one takes no part at all. Two indexes that differ only
    /// in texts which `may_read` denies give equal reports, whatever those texts say.
    ///
    /// Names of units must have been learned ([`Store::learn`](crate::Store::learn), also of none), so that no text
    /// teaches one: else this fails.
    pub fn check_among(&self, entry: &Entry, among: &Among<'_>) -> Result<Report> {
        if !self.has_learned {
            return Err(Error::Unlearned);
        }
        crate::check::check(self, entry, Some(among))
    }

    /// What the text has in common with one other alone, which need not be in the index: no third text takes part, but for
    /// laws, circulars and forms that somebody may read. Fails as [`Snapshot::check_among`] does.
    pub fn check_pair(&self, entry: &Entry, source: &Entry, among: &Among<'_>) -> Result<Report> {
        if !self.has_learned {
            return Err(Error::Unlearned);
        }
        crate::check::pair(self, (entry, source), among)
    }

    /// The text with this id, and who may read it now.
    pub fn entry(&self, id: &str) -> Result<Option<Entry>> {
        let Some(text) = self.number(id) else {
            return Ok(None);
        };
        Ok(self.text(text)?.filter(|entry| entry.id == id))
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

    /// The number of the text with this id.
    pub(crate) fn number(&self, id: &str) -> Option<u32> {
        self.ids.get(id).filter(|text| *text < self.count)
    }

    /// To be called before looking up many fingerprints.
    pub(crate) fn warm(&self, fingerprints: &[u64]) {
        let segments = self.documents.segments.iter().chain(&self.authorities.segments);
        segments.for_each(|segment| segment.warm(fingerprints));
    }

    /// How many documents hold the fingerprint, gone ones included; the first `most` of them are appended, or as many as
    /// `if_more` says if there are more.
    pub(crate) fn documents(
        &self,
        fingerprint: u64,
        most: usize,
        if_more: usize,
        into: &mut Vec<u32>,
    ) -> usize {
        self.documents.texts(fingerprint, most, if_more, into)
    }

    /// How many laws, circulars and forms hold it, gone ones included; the first `most` of them are appended.
    pub(crate) fn authorities(&self, fingerprint: u64, most: usize, into: &mut Vec<u32>) -> usize {
        self.authorities.texts(fingerprint, most, most, into)
    }

    /// Hands over every document that holds the fingerprint, gone ones included, the earliest first, until `goes_on` is
    /// false.
    pub(crate) fn each_document(&self, fingerprint: u64, mut goes_on: impl FnMut(u32) -> bool) {
        self.documents.each(fingerprint, &mut goes_on);
    }

    /// The same for laws, circulars and forms.
    pub(crate) fn each_authority(&self, fingerprint: u64, mut goes_on: impl FnMut(u32) -> bool) {
        self.authorities.each(fingerprint, &mut goes_on);
    }

    /// What a text is to the others.
    pub(crate) fn kind(&self, text: u32) -> Kind {
        self.rows.kind(text)
    }

    pub(crate) fn is_of(&self, text: u32, unit: UnitKey) -> bool {
        self.rows.unit(text) == Some(unit)
    }

    pub(crate) fn is_reply(&self, text: u32) -> bool {
        self.rows.is_reply(text)
    }

    /// The id of a text.
    pub(crate) fn id(&self, text: u32) -> Result<Option<String>> {
        if self.rows.is_gone(text) {
            return Ok(None);
        }
        Ok(self.texts.id(text)?)
    }

    /// The text itself, read from the disk; nothing if it is gone.
    pub(crate) fn text(&self, text: u32) -> Result<Option<Entry>> {
        if self.rows.is_gone(text) {
            return Ok(None);
        }
        let class = self.rows.class(text).unwrap_or_default();
        let readers = self.classes.readers(class).unwrap_or_default();
        Ok(self.texts.entry(text)?.map(|entry| Entry {
            readers: readers.to_owned(),
            ..entry
        }))
    }
}

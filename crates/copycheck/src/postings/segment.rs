//! Postings on disk, never changed: mapped into memory, so that nothing is read before it is asked for.

use std::io;
use std::path::Path;

use mmap_guard::FileData;

use super::build::{HEAD, Head, INLINE};
use super::varint::Reader;
use crate::shingle::BITS;
use crate::sizes::{index, narrow, wide};

/// One file of postings.
#[derive(Debug)]
pub(crate) struct Segment {
    data: FileData,
    head: Head,
}

/// One fingerprint met while reading a segment from start to end.
#[derive(Debug, Default)]
pub(crate) struct Group {
    pub(crate) fingerprint: u64,
    pub(crate) texts: Vec<u32>,
}

impl Segment {
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let data = mmap_guard::map_file(path)?;
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "no segment of a copy index");
        let head = Head::read(&data).ok_or_else(damaged)?;
        let directory = (4 << head.bucket_bits) + 4;
        let least = offset_of(head.group_bytes).and_then(|groups| groups.checked_add(directory));
        if least.is_none_or(|least| least > data.len()) {
            return Err(damaged());
        }
        Ok(Self { data, head })
    }

    pub(crate) fn postings(&self) -> u64 {
        self.head.postings
    }

    pub(crate) fn groups(&self) -> u64 {
        self.head.groups
    }

    /// Where a bucket starts in the file.
    fn edge(&self, bucket: usize) -> usize {
        let directory = self.data.len() - ((4 << self.head.bucket_bits) + 4);
        let at = self
            .data
            .get(directory + bucket * 4..)
            .and_then(<[u8]>::first_chunk);
        HEAD + at.map_or(0, |bytes| wide(u32::from_le_bytes(*bytes)))
    }

    fn bucket(&self, bucket: usize) -> &[u8] {
        self.data
            .get(self.edge(bucket)..self.edge(bucket + 1))
            .unwrap_or_default()
    }

    /// Touches what looking these up will read: all at once, so that memory is waited for once and not for each.
    pub(crate) fn warm(&self, fingerprints: &[u64]) {
        let width = BITS - self.head.bucket_bits;
        let buckets = fingerprints.iter().map(|fingerprint| index(fingerprint >> width));
        let edges: Vec<usize> = buckets
            .flat_map(|bucket| [self.edge(bucket), self.edge(bucket + 1) - 1])
            .collect();
        let touched = edges
            .iter()
            .fold(0_u8, |all, edge| all ^ self.data.get(*edge).copied().unwrap_or(0));
        std::hint::black_box(touched);
    }

    /// How many texts hold the fingerprint; the first `most` of them, [`INLINE`] at the most, are appended, or as many as
    /// `if_more` says if there are more. Reads one bucket.
    pub(crate) fn of(&self, fingerprint: u64, most: usize, if_more: usize, into: &mut Vec<u32>) -> usize {
        let Some((count, mut holders)) = self.holders(fingerprint) else {
            return 0;
        };
        if count > INLINE {
            holders.next();
        }
        let listed = if count > most { most.min(if_more) } else { count };
        texts(&mut holders, listed.min(INLINE), self.head.first, into);
        count
    }

    /// Hands over every text that holds the fingerprint, in ascending order, until `goes_on` is false; whether it never
    /// was.
    pub(crate) fn each(&self, fingerprint: u64, goes_on: &mut impl FnMut(u32) -> bool) -> bool {
        let Some((count, mut holders)) = self.holders(fingerprint) else {
            return true;
        };
        let tail = if count > INLINE { index(holders.next()) } else { 0 };
        let mut text = self.head.first;
        for place in 0..count {
            if place == INLINE {
                let tails = HEAD + index(self.head.group_bytes) + tail;
                holders = Reader::new(self.data.get(tails..).unwrap_or_default());
            }
            text = text.saturating_add(narrow(index(holders.next())));
            if !goes_on(text) {
                return false;
            }
        }
        true
    }

    /// How many texts hold the fingerprint, and what tells which.
    fn holders(&self, fingerprint: u64) -> Option<(usize, Reader<'_>)> {
        let width = BITS - self.head.bucket_bits;
        let mut groups = Reader::new(self.bucket(index(fingerprint >> width)));
        let mut here = (fingerprint >> width) << width;
        while !groups.is_empty() {
            let next = groups.next();
            here += next >> 1;
            let is_shared = next & 1 == 1;
            let count = if is_shared { index(groups.next()) } else { 1 };
            let bytes = if is_shared { groups.next() } else { 0 };
            if here == fingerprint {
                return Some((count, groups));
            }
            if here > fingerprint {
                return None;
            }
            if is_shared {
                groups.skip(bytes);
            } else {
                groups.next();
            }
        }
        None
    }

    /// All groups in order.
    pub(crate) fn groups_in_order(&self) -> Groups<'_> {
        let tails = HEAD + index(self.head.group_bytes);
        Groups {
            segment: self,
            bucket: 0,
            groups: Reader::new(self.bucket(0)),
            here: 0,
            tails: Reader::new(self.data.get(tails..).unwrap_or_default()),
        }
    }
}

fn offset_of(bytes: u64) -> Option<usize> {
    usize::try_from(bytes).ok()?.checked_add(HEAD)
}

fn texts(from: &mut Reader, count: usize, first: u32, into: &mut Vec<u32>) -> u32 {
    let mut text = first;
    for _ in 0..count {
        text = text.saturating_add(narrow(index(from.next())));
        into.push(text);
    }
    text
}

/// Reads a segment from start to end.
pub(crate) struct Groups<'a> {
    segment: &'a Segment,
    bucket: usize,
    groups: Reader<'a>,
    here: u64,
    tails: Reader<'a>,
}

impl Groups<'_> {
    /// The next group into `group`; whether there was one.
    pub(crate) fn next(&mut self, group: &mut Group) -> bool {
        let head = &self.segment.head;
        while self.groups.is_empty() {
            self.bucket += 1;
            if self.bucket >> head.bucket_bits != 0 {
                return false;
            }
            self.groups = Reader::new(self.segment.bucket(self.bucket));
            self.here = u64::from(narrow(self.bucket)) << (BITS - head.bucket_bits);
        }
        let next = self.groups.next();
        self.here += next >> 1;
        let is_shared = next & 1 == 1;
        let count = if is_shared { index(self.groups.next()) } else { 1 };
        if is_shared {
            self.groups.next();
        }
        if count > INLINE {
            self.groups.next();
        }
        group.fingerprint = self.here;
        group.texts.clear();
        let last = texts(&mut self.groups, count.min(INLINE), head.first, &mut group.texts);
        texts(
            &mut self.tails,
            count.saturating_sub(INLINE),
            last,
            &mut group.texts,
        );
        true
    }
}

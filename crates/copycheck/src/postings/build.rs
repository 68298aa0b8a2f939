//! Writing a segment: fingerprints in ascending order, each with the texts that hold it.
//!
//! ```text
//! head        40 bytes: see `Head`
//! groups      for each fingerprint: gap to the one before it in its bucket, twice, plus one if several texts hold it;
//!             then, if several, how many and the bytes of what follows; if more than INLINE, where in the tails the
//!             others stand; then the numbers of the first INLINE texts, each less the one before
//! tails       the numbers of further texts, in the order of the fingerprints, each less the one before
//! directory   four bytes for each bucket of fingerprints: where in the groups it starts; one more at the end
//! ```

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use super::varint;
use crate::shingle::BITS;
use crate::sizes::{index, narrow, offset};

/// Texts that stand with their fingerprint; the others are read only when some of these do not count.
pub(crate) const INLINE: usize = 256;

/// Fingerprints for each bucket, on average; half of it at least.
const SPACING: u64 = 8;

/// Says what the file is, and in which form.
pub(crate) const MAGIC: u64 = 0x3330_5343_4B47_u64;

/// Bytes of the head.
pub(crate) const HEAD: usize = 40;

/// What stands at the start of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// Bits that choose a bucket.
    pub(crate) bucket_bits: u32,
    /// The number that texts are counted from.
    pub(crate) first: u32,
    pub(crate) postings: u64,
    pub(crate) groups: u64,
    /// Bytes of the groups and of the tails.
    pub(crate) group_bytes: u64,
}

impl Head {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEAD);
        bytes.extend(MAGIC.to_le_bytes());
        bytes.extend(self.bucket_bits.to_le_bytes());
        bytes.extend(self.first.to_le_bytes());
        bytes.extend(self.postings.to_le_bytes());
        bytes.extend(self.groups.to_le_bytes());
        bytes.extend(self.group_bytes.to_le_bytes());
        bytes
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let long = |at: usize| Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
        let short = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
        if long(0)? != MAGIC {
            return None;
        }
        Some(Self {
            bucket_bits: short(8).filter(|bits| (1..=BITS).contains(bits))?,
            first: short(12)?,
            postings: long(16)?,
            groups: long(24)?,
            group_bytes: long(32)?,
        })
    }
}

/// A segment being written.
pub(crate) struct Builder {
    file: BufWriter<File>,
    head: Head,
    directory: Vec<u32>,
    tails: Vec<u8>,
    /// The fingerprint written last.
    last: u64,
    bytes: Vec<u8>,
    inline: Vec<u8>,
}

impl Builder {
    /// For texts from `first` on, and some `groups` different fingerprints.
    pub(crate) fn create(path: &Path, first: u32, groups: u64) -> io::Result<Self> {
        let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
        let bucket_bits = (groups / SPACING + 1)
            .next_power_of_two()
            .trailing_zeros()
            .clamp(1, BITS);
        let head = Head {
            bucket_bits,
            first,
            postings: 0,
            groups: 0,
            group_bytes: 0,
        };
        file.write_all(&head.bytes())?;
        Ok(Self {
            file,
            head,
            directory: vec![0],
            tails: Vec::new(),
            last: 0,
            bytes: Vec::new(),
            inline: Vec::new(),
        })
    }

    /// The next fingerprint, above all before it, with its texts in ascending order.
    pub(crate) fn group(&mut self, fingerprint: u64, texts: &[u32]) -> io::Result<()> {
        let width = BITS - self.head.bucket_bits;
        let bucket = index(fingerprint >> width);
        while self.directory.len() <= bucket {
            self.directory.push(narrow(index(self.head.group_bytes)));
            self.last = 0;
        }
        let base = if self.last == 0 {
            (fingerprint >> width) << width
        } else {
            self.last
        };
        self.last = fingerprint;
        let is_shared = texts.len() > 1;
        let (mut inline, mut before) = (std::mem::take(&mut self.inline), self.head.first);
        inline.clear();
        if texts.len() > INLINE {
            varint::put(&mut inline, offset(self.tails.len()));
        }
        for (place, text) in texts.iter().enumerate() {
            let into = if place < INLINE {
                &mut inline
            } else {
                &mut self.tails
            };
            varint::put(into, u64::from(text.saturating_sub(before)));
            before = *text;
        }
        self.bytes.clear();
        varint::put(
            &mut self.bytes,
            ((fingerprint - base.min(fingerprint)) << 1) | u64::from(is_shared),
        );
        if is_shared {
            varint::put(&mut self.bytes, offset(texts.len()));
            varint::put(&mut self.bytes, offset(inline.len()));
        }
        self.bytes.extend(&inline);
        self.inline = inline;
        self.file.write_all(&self.bytes)?;
        self.head.group_bytes += offset(self.bytes.len());
        self.head.postings += offset(texts.len());
        self.head.groups += 1;
        Ok(())
    }

    /// Writes what was put off, and flushes it to the disk.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        let buckets = 1_usize << self.head.bucket_bits;
        self.directory
            .resize(buckets + 1, narrow(index(self.head.group_bytes)));
        self.file.write_all(&self.tails)?;
        for start in &self.directory {
            self.file.write_all(&start.to_le_bytes())?;
        }
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&self.head.bytes())?;
        self.file.flush()?;
        self.file.get_ref().sync_data()
    }
}

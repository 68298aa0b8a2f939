//! A folder with texts and the index over them.
//!
//! `texts` is the truth: a record for each text added, replaced, given to other readers or removed, and for names of units,
//! in order. A text is acknowledged when its
//! record is in that file; [`Store::sync`] also forces it to the disk. Everything else follows from it and may be thrown
//! away ([`Store::rebuild`]): files of postings that never change once written, a table with a row for each text, the
//! names of units, the classes of readers, and a manifest that says which of them hold and how much of `texts` they cover. The manifest is
//! replaced by renaming, so that a process may be killed at any moment: the next opening takes in what stands behind
//! the last manifest.

mod classes;
mod compacting;
mod ids;
mod manifest;
mod record;
mod rows;
mod settling;
mod snapshot;
mod texts;
mod writer;

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use crate::entry::Entry;
use crate::finding::Report;
use settling::Merging;
pub use snapshot::Snapshot;
use writer::Writer;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read or written.
    #[error("a file of the copy index cannot be used: {0}")]
    File(#[from] io::Error),
    /// Another process has the folder open.
    #[error("another process has the copy index open")]
    Locked,
    /// There are as many texts as numbers.
    #[error("the copy index holds as many texts as it can")]
    Full,
    /// The text does not fit into a record.
    #[error("the text is longer than four thousand million bytes")]
    TooLong,
    /// Two ids share a hash of 64 bits.
    #[error("the id {0} cannot be told from another one")]
    SameHash(String),
    /// Names taken from texts that somebody may not read would tell of those texts.
    #[error("the copy index must learn the names of units before it can answer among some texts")]
    Unlearned,
    /// Making the index anew failed half-way.
    #[error("the copy index could not be made anew and must be opened again")]
    Stale,
}

/// The result of whatever touches the store.
pub type Result<T> = std::result::Result<T, Error>;

/// The texts of an organisation and the index over them.
///
/// Readers ask a [`Snapshot`]; they wait for no writer, who only exchanges a pointer when a text is in. Writers wait for
/// each other.
#[derive(Debug)]
pub struct Store {
    writer: Mutex<Writer>,
    current: RwLock<Arc<Snapshot>>,
    _lock: File,
}

impl Store {
    /// Opens the folder, which is made if need be. Reads the table of texts and the records that no file of postings
    /// covers (some thousands at most), nothing else.
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let lock = locked(folder)?;
        let writer = Writer::open(folder)?;
        let current = RwLock::new(Arc::new(writer.snapshot()));
        Ok(Self {
            writer: Mutex::new(writer),
            current,
            _lock: lock,
        })
    }

    /// Opens the folder and makes the index anew from its texts, without records that say nothing any more.
    pub fn rebuild(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let lock = locked(folder)?;
        manifest::Manifest::read(folder)?.strip(folder)?;
        drop(lock);
        let store = Self::open(folder)?;
        let mut writer = store.writer();
        writer.settle(Merging::All)?;
        writer.compact()?;
        store.publish(&writer);
        drop(writer);
        Ok(store)
    }

    /// Adds a text, or puts it in the place of the one with its id. The next question finds it.
    ///
    /// If this fails while making room in memory, the text is there all the same; adding it once more does no harm.
    pub fn add(&self, entry: &Entry) -> Result<()> {
        let mut writer = self.writer();
        let added = writer.add(entry);
        self.publish(&writer);
        added
    }

    /// Takes a text out of every answer from now on; whether it was there. Its record leaves the file of texts when that
    /// is written anew: by [`Store::rebuild`], and by [`Store::settle`] and [`Store::tidy`] once a quarter of it says nothing any
    /// more.
    pub fn remove(&self, id: &str) -> Result<bool> {
        let mut writer = self.writer();
        let removed = writer.remove(id);
        self.publish(&writer);
        removed
    }

    /// Lets others read a text from now on; whether it was there. Nothing of the text is indexed anew.
    pub fn set_readers(&self, id: &str, readers: &str) -> Result<bool> {
        self.writer().set_readers(id, readers)
    }

    /// Teaches names of units, in this and every later text. Until the first time, each text teaches the name of its
    /// unit; from then on none does, and the index is made anew if texts have taught it any. Names learned before stay
    /// known; learning none says that texts shall not teach.
    pub fn learn(&self, names: &[String]) -> Result<()> {
        let mut writer = self.writer();
        let learned = writer.learn(names);
        self.publish(&writer);
        learned
    }

    /// What was added and removed so far survives the loss of power, not only of the process.
    pub fn sync(&self) -> Result<()> {
        self.writer().sync()
    }

    /// Writes everything in memory to the disk as an index, so that the next opening has nothing to do, and merges what
    /// has accumulated, so that questions look into few files. For the end of a batch, or the night.
    pub fn settle(&self) -> Result<()> {
        let mut writer = self.writer();
        self.settle_as(&mut writer)
    }

    /// Does that if a quarter of the file of texts says nothing any more, and else nothing. For whoever never has a batch.
    pub fn tidy(&self) -> Result<()> {
        let mut writer = self.writer();
        if writer.is_wasteful() {
            self.settle_as(&mut writer)?;
        }
        Ok(())
    }

    fn settle_as(&self, writer: &mut Writer) -> Result<()> {
        writer.settle(Merging::All)?;
        if writer.is_wasteful() {
            writer.compact()?;
        }
        self.publish(writer);
        Ok(())
    }

    /// The index as it is now.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks the index as it is now.
    pub fn check(&self, entry: &Entry) -> Result<Report> {
        self.snapshot().check(entry)
    }

    fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn publish(&self, writer: &Writer) {
        let snapshot = Arc::new(writer.snapshot());
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
    }
}

fn locked(folder: &Path) -> Result<File> {
    let lock = File::create(folder.join("lock"))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(fs::TryLockError::WouldBlock) => Err(Error::Locked),
        Err(fs::TryLockError::Error(error)) => Err(error.into()),
    }
}

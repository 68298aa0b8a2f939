//! The distinct readers of texts. A text keeps the number of its class, so that a question decides once for each class.
//! Classes are added at the end and seen by readers that began earlier.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::sizes::{narrow, wide};

#[derive(Debug)]
struct Class {
    /// In the caller's words.
    readers: String,
    /// How many texts they may read.
    texts: AtomicU32,
}

/// All classes: each shelf holds twice as many as the one before it, so that none ever moves.
#[derive(Debug)]
pub(crate) struct Classes {
    shelves: [OnceLock<Box<[OnceLock<Class>]>>; 28],
    count: AtomicU32,
}

impl Default for Classes {
    fn default() -> Self {
        Self {
            shelves: [const { OnceLock::new() }; 28],
            count: AtomicU32::new(0),
        }
    }
}

impl Classes {
    fn place(class: u32) -> (usize, usize) {
        let shelf = class.saturating_add(1).ilog2();
        (wide(shelf), wide(class) + 1 - (1 << shelf))
    }

    fn get(&self, class: u32) -> Option<&Class> {
        let (shelf, at) = Self::place(class);
        self.shelves.get(shelf)?.get()?.get(at)?.get()
    }

    /// Adds a class; there is one writer, who knows which there are.
    pub(crate) fn push(&self, readers: &str) -> u32 {
        let class = self.count.load(Ordering::Relaxed);
        let (shelf, at) = Self::place(class);
        if let Some(shelf_cell) = self.shelves.get(shelf) {
            let cells = shelf_cell.get_or_init(|| (0..1 << shelf).map(|_| OnceLock::new()).collect());
            if let Some(cell) = cells.get(at) {
                cell.get_or_init(|| Class {
                    readers: readers.to_owned(),
                    texts: AtomicU32::new(0),
                });
            }
        }
        self.count.store(class + 1, Ordering::Release);
        class
    }

    pub(crate) fn len(&self) -> usize {
        wide(self.count.load(Ordering::Acquire))
    }

    /// The readers of a class in the caller's words.
    pub(crate) fn readers(&self, class: u32) -> Option<&str> {
        Some(&self.get(class)?.readers)
    }

    /// How many texts they may read.
    pub(crate) fn texts(&self, class: u32) -> usize {
        self.get(class)
            .map_or(0, |class| wide(class.texts.load(Ordering::Relaxed)))
    }

    /// One more text is in the class.
    pub(crate) fn joined(&self, class: u32) {
        if let Some(class) = self.get(class) {
            class.texts.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// One text fewer is in the class.
    pub(crate) fn left(&self, class: u32) {
        if let Some(class) = self.get(class) {
            class.texts.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// The bytes of the classes from `first` on: each a length in four bytes, then the readers.
    pub(crate) fn bytes(&self, first: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        for readers in (first..).map_while(|class| self.readers(class)) {
            bytes.extend(narrow(readers.len()).to_le_bytes());
            bytes.extend(readers.as_bytes());
        }
        bytes
    }
}

/// The readers in such bytes.
pub(crate) fn parsed(mut bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk() {
        let Some((readers, rest)) = rest.split_at_checked(wide(u32::from_le_bytes(*length))) else {
            break;
        };
        found.push(String::from_utf8_lossy(readers).into_owned());
        bytes = rest;
    }
    found
}

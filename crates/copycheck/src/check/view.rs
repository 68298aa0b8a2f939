//! The texts that take part in one question.

use std::cell::Cell;
use std::collections::HashSet;

use super::judge::{FEW_TEXTS, MANY_TEXTS};
use super::sights::MOST_TEXTS;
use crate::entry::Entry;
use crate::store::Snapshot;
use crate::text::UnitKey;

/// Of texts with a fingerprint that many hold, so many are asked whether they recur.
const SAMPLE: usize = 64;

/// What somebody may read, and whom their unit may quote.
#[derive(Clone, Copy)]
pub struct Among<'a> {
    /// Whether these readers ([`Entry::readers`](crate::Entry)) include whoever asks. Asked once for each class at most.
    pub may_read: &'a dyn Fn(&str) -> bool,
    /// Names of units whose documents the asking unit may quote, as it may quote a circular.
    pub superiors: &'a [String],
    /// Ids of texts that are the asked one in another shape, as its earlier versions: they take no part either.
    pub siblings: &'a [String],
}

impl std::fmt::Debug for Among<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Among")
            .field("superiors", &self.superiors)
            .field("siblings", &self.siblings)
            .finish_non_exhaustive()
    }
}

/// The snapshot as one question sees it.
pub(crate) struct View<'a> {
    pub(crate) snapshot: &'a Snapshot,
    /// The text asked about and its siblings, as far as they are in the index: a text is not compared with itself.
    own: Vec<u32>,
    among: Option<&'a Among<'a>>,
    /// By class of readers: whether whoever asks is among them, once that was asked.
    answers: Box<[Cell<Option<bool>>]>,
    superiors: Vec<UnitKey>,
    /// The fingerprints of the one document that takes part, when no other does.
    beside: Option<HashSet<u64>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot, id: &str, among: Option<&'a Among<'a>>) -> Self {
        let classes = among.map_or(0, |_| snapshot.classes.len());
        let superiors = among.map_or(&[][..], |among| among.superiors);
        let siblings = among.map_or(&[][..], |among| among.siblings);
        let own = std::iter::once(id).chain(siblings.iter().map(String::as_str));
        Self {
            snapshot,
            own: own.filter_map(|id| snapshot.number(id)).collect(),
            among,
            answers: vec![Cell::new(None); classes].into_boxed_slice(),
            superiors: superiors.iter().map(|name| UnitKey::of(name)).collect(),
            beside: None,
        }
    }

    /// The same with one document, of which these are the fingerprints, in the place of all.
    pub(crate) fn beside(self, fingerprints: HashSet<u64>) -> Self {
        Self {
            beside: Some(fingerprints),
            ..self
        }
    }

    /// Whether every text takes part, each as what it is.
    fn is_whole(&self) -> bool {
        self.among.is_none() && self.own.is_empty() && !self.snapshot.has_gone
    }

    fn may_read(&self, class: u32) -> bool {
        let Some(among) = self.among else { return true };
        // A class that came later is of texts that came later, or have just been taken from their readers.
        let Some(answer) = self.answers.get(crate::sizes::wide(class)) else {
            return false;
        };
        answer.get().unwrap_or_else(|| {
            let readers = self.snapshot.classes.readers(class);
            let may = readers.is_some_and(|readers| (among.may_read)(readers));
            answer.set(Some(may));
            may
        })
    }

    fn takes_part(&self, text: u32) -> bool {
        let rows = &self.snapshot.rows;
        !self.own.contains(&text)
            && !rows.is_gone(text)
            && (self.among.is_none() || rows.class(text).is_some_and(|class| self.may_read(class)))
    }

    /// Whether a text is by a unit that may be quoted.
    pub(crate) fn is_superiors(&self, source: &Entry) -> bool {
        self.superiors.contains(&UnitKey::of(&source.unit))
    }

    fn is_superior(&self, text: u32) -> bool {
        !self.superiors.is_empty()
            && self
                .snapshot
                .rows
                .unit(text)
                .is_some_and(|unit| self.superiors.contains(&unit))
    }

    /// How many documents hold the fingerprint, more than [`MOST_TEXTS`] counting as one more. `documents` are then those
    /// documents, or none if there are more; those of superiors, met on the way, and laws, circulars and forms are appended
    /// to `authorities`, in ascending order.
    pub(crate) fn holders(
        &self,
        fingerprint: u64,
        documents: &mut Vec<u32>,
        authorities: &mut Vec<u32>,
    ) -> usize {
        documents.clear();
        if self.is_whole() {
            self.snapshot.authorities(fingerprint, MOST_TEXTS, authorities);
            return self.snapshot.documents(fingerprint, MOST_TEXTS, 0, documents);
        }
        let start = authorities.len();
        let count = match &self.beside {
            Some(other) => usize::from(other.contains(&fingerprint)),
            None => self.documents(fingerprint, documents, authorities),
        };
        let most = authorities.len() + MOST_TEXTS;
        self.snapshot.each_authority(fingerprint, |text| {
            if self.takes_part(text) {
                authorities.push(text);
            }
            authorities.len() < most
        });
        authorities.get_mut(start..).unwrap_or_default().sort_unstable();
        count
    }

    /// The documents that take part, and among the authorities those of superiors.
    fn documents(&self, fingerprint: u64, documents: &mut Vec<u32>, authorities: &mut Vec<u32>) -> usize {
        let most = authorities.len() + MOST_TEXTS;
        self.snapshot.each_document(fingerprint, |text| {
            if !self.takes_part(text) {
                return true;
            }
            let (into, most) = if self.is_superior(text) {
                (&mut *authorities, most)
            } else {
                (&mut *documents, MOST_TEXTS + 1)
            };
            if into.len() < most {
                into.push(text);
            }
            documents.len() <= MOST_TEXTS
        });
        let count = documents.len();
        if count > MOST_TEXTS {
            documents.clear();
        }
        count
    }

    /// The first [`SAMPLE`] documents with a fingerprint that more than [`MOST_TEXTS`] hold.
    pub(crate) fn sample(&self, fingerprint: u64) -> Vec<u32> {
        let mut documents = Vec::with_capacity(SAMPLE);
        self.snapshot.each_document(fingerprint, |text| {
            if self.takes_part(text) && !self.is_superior(text) {
                documents.push(text);
            }
            documents.len() < SAMPLE
        });
        documents
    }

    /// How many texts take part, as far as it matters: from [`FEW_TEXTS`] to [`MANY_TEXTS`].
    pub(crate) fn count(&self) -> usize {
        let all = self.snapshot.len();
        if self.among.is_none() || all <= FEW_TEXTS {
            return all;
        }
        let mut count = 0;
        for class in 0..crate::sizes::narrow(self.answers.len()) {
            let texts = self.snapshot.classes.texts(class);
            if texts > 0 && self.may_read(class) {
                count += texts;
            }
            if count >= MANY_TEXTS {
                break;
            }
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::{Among, FEW_TEXTS, View};
    use crate::{Entry, Kind, Store};

    #[test]
    fn texts_that_one_may_not_read_are_not_counted() {
        let folder = std::env::temp_dir().join(format!("copycheck-{}-counted", std::process::id()));
        let store = Store::open(&folder).unwrap();
        for number in 0..FEW_TEXTS + 30 {
            let entry = Entry {
                id: number.to_string(),
                kind: Kind::Document,
                unit: String::new(),
                genre: String::new(),
                date: String::new(),
                title: String::new(),
                text: String::new(),
                readers: ["a", "b", "c"][number % 3].to_owned(),
            };
            store.add(&entry).unwrap();
        }
        store.set_readers("0", "b").unwrap();
        store.remove("1").unwrap();
        let snapshot = store.snapshot();
        let count = |mine: &[&str]| {
            let may_read = |readers: &str| mine.contains(&readers);
            let among = Among {
                may_read: &may_read,
                superiors: &[],
                siblings: &[],
            };
            View::new(&snapshot, "", Some(&among)).count()
        };
        let each = FEW_TEXTS / 3 + 10;
        let counts = [count(&["a"]), count(&["b"]), count(&["c", "b"]), count(&[])];
        assert_eq!(counts, [each, each, 2 * each, 0]);
        std::fs::remove_dir_all(folder).unwrap();
    }
}

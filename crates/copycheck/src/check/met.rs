//! The texts that one question meets, numbered in the order in which it meets them: what is found out about each lies in
//! a row, and only the meeting itself asks a map.

use std::collections::HashMap;
use std::ops::Range;

use super::evidence::ByText;
use crate::sizes::{narrow, wide};

/// A text met, by its number among those of one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Met(u32);

/// Room for the texts that most questions meet.
const USUALLY_MET: usize = 1500;

/// All texts met, each time they are.
#[derive(Debug)]
pub(crate) struct Meeting {
    texts: Vec<u32>,
    numbers: ByText<Met>,
    met: Vec<Met>,
}

impl Default for Meeting {
    fn default() -> Self {
        Self {
            texts: Vec::with_capacity(USUALLY_MET),
            numbers: HashMap::with_capacity_and_hasher(USUALLY_MET, <_>::default()),
            met: Vec::with_capacity(USUALLY_MET * 2),
        }
    }
}

impl Meeting {
    /// Meets these texts; where they stand among all.
    pub(crate) fn add(&mut self, texts: &[u32]) -> Range<u32> {
        let start = narrow(self.met.len());
        for text in texts {
            let met = *self.numbers.entry(*text).or_insert_with(|| {
                self.texts.push(*text);
                Met(narrow(self.texts.len() - 1))
            });
            self.met.push(met);
        }
        start..narrow(self.met.len())
    }

    pub(crate) fn of(&self, range: &Range<u32>) -> &[Met] {
        self.met
            .get(wide(range.start)..wide(range.end))
            .unwrap_or_default()
    }

    /// The same about every text met, to begin with.
    pub(crate) fn by_met<T: Clone>(&self, start: T) -> ByMet<'_, T> {
        ByMet {
            texts: &self.texts,
            told: vec![start; self.texts.len()],
        }
    }
}

/// Something about each text met.
#[derive(Debug)]
pub(crate) struct ByMet<'a, T> {
    texts: &'a [u32],
    told: Vec<T>,
}

impl<T> ByMet<'_, T> {
    pub(crate) fn get(&self, met: Met) -> Option<&T> {
        self.told.get(wide(met.0))
    }

    pub(crate) fn get_mut(&mut self, met: Met) -> Option<&mut T> {
        self.told.get_mut(wide(met.0))
    }

    /// Every text with what is known of it.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        self.texts.iter().copied().zip(&self.told)
    }

    /// The same, to be changed.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (u32, &mut T)> {
        self.texts.iter().copied().zip(&mut self.told)
    }
}

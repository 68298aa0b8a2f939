//! The text asked about, prepared to be laid beside others.

use super::ground::Ground;
use super::sights::Sights;
use super::view::View;
use crate::entry::Entry;
use crate::shingle;
use crate::store::Result;
use crate::text::Folded;

/// Everything about the text asked about.
pub(crate) struct Side<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) signs: Vec<char>,
    pub(crate) folded: Folded,
    pub(crate) sights: Sights,
    pub(crate) ground: Ground,
    /// Among how many texts rarity is judged.
    pub(crate) texts: usize,
}

impl<'a> Side<'a> {
    pub(crate) fn new(entry: &'a Entry, view: &View<'_>, texts: usize) -> Result<Self> {
        let signs: Vec<char> = entry.text.chars().collect();
        let folded = Folded::of(&entry.text, view.snapshot.names());
        let sights = Sights::of(&shingle::kept(&folded.symbols), view);
        let ground = Ground::of(entry, &signs, &folded, &sights, view.snapshot)?;
        Ok(Self {
            entry,
            signs,
            folded,
            sights,
            ground,
            texts,
        })
    }
}

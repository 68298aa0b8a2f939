use domain::difference::{Piece, difference};

use super::Disclosure;

/// What a newer version changed. Both versions came through the read door, so nobody is told of words that they may
/// not read.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The titles.
    pub title: Vec<Piece>,
    /// The texts.
    pub body: Vec<Piece>,
}

impl Difference {
    /// From one version to another.
    #[must_use]
    pub fn between(old: &Disclosure, new: &Disclosure) -> Self {
        let (old, new) = (&old.proposal, &new.proposal);
        Self {
            title: difference(&old.title, &new.title),
            body: difference(&old.body, &new.body),
        }
    }
}

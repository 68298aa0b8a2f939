//! What the index says about each kept fingerprint of a text.

use std::ops::Range;

use super::view::View;
use crate::shingle::Kept;
use crate::sizes::{narrow, wide};

/// Texts read for one fingerprint. More hold it: it is a turn of phrase, or one text that very many copied.
pub(crate) const MOST_TEXTS: usize = 250;

/// Of more, so many are listed, to be asked whether they recur.
pub(crate) const SAMPLE: usize = 64;

/// One fingerprint of the text and who else holds it.
#[derive(Debug, Clone)]
pub(crate) struct Sight {
    pub(crate) at: usize,
    /// How many other texts hold it, whether or not they are listed.
    pub(crate) count: usize,
    /// Whether it stands here for the first time: evidence counts once, what is exempt is exempt everywhere.
    pub(crate) is_first: bool,
    texts: Range<u32>,
    authorities: Range<u32>,
}

/// All kept fingerprints of a text, in the order of their places.
#[derive(Debug, Default)]
pub(crate) struct Sights {
    pub(crate) seen: Vec<Sight>,
    /// Kept fingerprints of the text, without repetitions.
    pub(crate) kept: usize,
    listed: Vec<u32>,
}

impl Sights {
    pub(crate) fn of(kept: &[Kept], view: &View<'_>) -> Self {
        let mut order = kept.to_vec();
        order.sort_unstable();
        view.snapshot
            .warm(&order.iter().map(|kept| kept.fingerprint).collect::<Vec<u64>>());
        let mut sights = Self::default();
        let mut authorities = Vec::new();
        for same in order.chunk_by(|a, b| a.fingerprint == b.fingerprint) {
            sights.kept += 1;
            let Some(first) = same.first() else { continue };
            let start = narrow(sights.listed.len());
            let count = view.holders(first.fingerprint, &mut sights.listed, &mut authorities);
            let middle = narrow(sights.listed.len());
            sights.listed.extend(&authorities);
            let end = narrow(sights.listed.len());
            let sight = |kept: &Kept| Sight {
                at: wide(kept.at),
                count,
                is_first: kept == first,
                texts: start..middle,
                authorities: middle..end,
            };
            sights.seen.extend(same.iter().map(sight));
        }
        sights.seen.sort_unstable_by_key(|sight| sight.at);
        sights
    }

    fn list(&self, range: &Range<u32>) -> &[u32] {
        self.listed
            .get(wide(range.start)..wide(range.end))
            .unwrap_or_default()
    }

    /// The texts with this fingerprint, the first [`SAMPLE`] of more than [`MOST_TEXTS`], earliest added first.
    pub(crate) fn texts(&self, sight: &Sight) -> &[u32] {
        self.list(&sight.texts)
    }

    /// The laws, circulars and forms with this fingerprint, in ascending order.
    pub(crate) fn authorities(&self, sight: &Sight) -> &[u32] {
        self.list(&sight.authorities)
    }
}

//! What the index says about each kept fingerprint of a text.

use std::ops::Range;

use super::met::{Meeting, Met};
use super::view::View;
use crate::shingle::Kept;
use crate::sizes::{narrow, wide};

/// Texts read for one fingerprint. More hold it: it is a turn of phrase, or one text that very many copied.
pub(crate) const MOST_TEXTS: usize = 250;

/// One fingerprint of the text and who else holds it.
#[derive(Debug, Clone)]
pub(crate) struct Sight {
    pub(crate) at: usize,
    pub(crate) fingerprint: u64,
    /// How many other texts hold it.
    pub(crate) count: usize,
    /// Whether it stands here for the first time: evidence counts once, what is exempt is exempt everywhere.
    pub(crate) is_first: bool,
    texts: Range<u32>,
    authorities: Range<u32>,
}

impl Sight {
    /// Whether so many hold it that it points at none of them.
    pub(crate) fn is_common(&self) -> bool {
        self.count > MOST_TEXTS
    }
}

/// All kept fingerprints of a text, in the order of their places.
#[derive(Debug, Default)]
pub(crate) struct Sights {
    pub(crate) seen: Vec<Sight>,
    /// Kept fingerprints of the text, without repetitions.
    pub(crate) kept: usize,
    /// The texts with a fingerprint that is not common.
    pub(crate) met: Meeting,
    authorities: Vec<u32>,
}

impl Sights {
    pub(crate) fn of(kept: &[Kept], view: &View<'_>) -> Self {
        let mut order = kept.to_vec();
        order.sort_unstable();
        view.snapshot
            .warm(&order.iter().map(|kept| kept.fingerprint).collect::<Vec<u64>>());
        let mut sights = Self::default();
        let mut documents = Vec::new();
        for same in order.chunk_by(|a, b| a.fingerprint == b.fingerprint) {
            sights.kept += 1;
            let Some(first) = same.first() else { continue };
            let start = narrow(sights.authorities.len());
            let count = view.holders(first.fingerprint, &mut documents, &mut sights.authorities);
            let texts = sights.met.add(&documents);
            let authorities = start..narrow(sights.authorities.len());
            let sight = |kept: &Kept| Sight {
                at: wide(kept.at),
                fingerprint: kept.fingerprint,
                count,
                is_first: kept == first,
                texts: texts.clone(),
                authorities: authorities.clone(),
            };
            sights.seen.extend(same.iter().map(sight));
        }
        sights.seen.sort_unstable_by_key(|sight| sight.at);
        sights
    }

    /// The texts with this fingerprint, earliest added first; none if it is common.
    pub(crate) fn texts(&self, sight: &Sight) -> &[Met] {
        self.met.of(&sight.texts)
    }

    /// The laws, circulars and forms with this fingerprint, in ascending order.
    pub(crate) fn authorities(&self, sight: &Sight) -> &[u32] {
        self.authorities
            .get(wide(sight.authorities.start)..wide(sight.authorities.end))
            .unwrap_or_default()
    }
}

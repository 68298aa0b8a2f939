//! Which texts are compared symbol by symbol.

use std::collections::HashMap;

use super::evidence::{ByText, Evidence, Ledger, Trail};
use super::ground::Ground;
use super::judge::magnitude;
use super::sights::{Sight, Sights};
use super::view::View;
use crate::shingle::WIDTH;

/// Texts that are compared, at most.
const MOST_COMPARED: usize = 64;

/// Of the weak ones, so many are compared.
const MOST_WEAK: usize = 6;

/// With a weaker trail a text is not compared: one fingerprint that no other text holds is worth 1.3, which says something
/// among few texts, and nothing among many.
fn least_trail(texts: usize) -> f64 {
    1.25 + 0.15 * magnitude(texts)
}

/// Of the unit's own replies, so many are compared with a reply.
const MOST_REPLIES: usize = 12;

/// Evidence within one stretch that is strong.
const STRONG: f64 = 4.0;

/// Common fingerprints that the same text must share.
const MASS_LEAST: usize = 30;

/// A text to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) text: u32,
    /// Whether it is one of very many that share most of the text asked about.
    pub(crate) is_mass: bool,
}

/// The sights that may speak for copying, and against whom.
pub(crate) struct Candidates<'a> {
    sights: &'a Sights,
    counted: Vec<&'a Sight>,
    ledger: Ledger<'a>,
}

impl<'a> Candidates<'a> {
    pub(crate) fn of(ground: &Ground, sights: &'a Sights) -> Self {
        let seen = sights.seen.iter();
        let counted = seen.filter(|sight| sight.is_first && ground.counts(sight.at));
        let counted: Vec<&Sight> = counted.collect();
        Self {
            sights,
            ledger: ledger(sights, &counted),
            counted,
        }
    }

    /// Texts that share so much that they are compared whatever others share, likeliest first.
    pub(crate) fn strong(&self, view: &View<'_>) -> Vec<Candidate> {
        let masses = masses(&self.counted, view);
        let is_strong = |_, evidence: &Evidence| evidence.best >= STRONG;
        let strong = self.ledger.strongest(Trail::Dense, is_strong, MOST_COMPARED);
        let others: Vec<u32> = strong.into_iter().filter(|text| !masses.contains(text)).collect();
        let candidate = |is_mass: bool| move |text: u32| Candidate { text, is_mass };
        let masses = masses.into_iter().map(candidate(true));
        masses
            .chain(others.into_iter().map(candidate(false)))
            .take(MOST_COMPARED)
            .collect()
    }

    /// Texts that share something beyond what is explained by those already compared, likeliest first.
    pub(crate) fn weak(&self, explained: &[bool], compared: &[Candidate], texts: usize) -> Vec<Candidate> {
        let least = least_trail(texts);
        let is_open = |sight: &&Sight| !explained.get(sight.at + WIDTH / 2).copied().unwrap_or(false);
        let open: Vec<&Sight> = self.counted.iter().copied().filter(is_open).collect();
        let beyond = (open.len() < self.counted.len()).then(|| ledger(self.sights, &open));
        let ledger = beyond.as_ref().unwrap_or(&self.ledger);
        let is_new = |text, evidence: &Evidence| evidence.rank() >= least && !is_among(compared, text);
        let weak = ledger.strongest(Trail::Thin, is_new, MOST_WEAK);
        weak.into_iter().map(single).collect()
    }

    /// The unit's replies that share anything, likeliest first: the same words to different persons are told of however
    /// usual they are.
    pub(crate) fn replies(
        &self,
        is_own_reply: impl Fn(u32) -> bool,
        compared: &[Candidate],
    ) -> Vec<Candidate> {
        let is_new = |text, _: &Evidence| is_own_reply(text) && !is_among(compared, text);
        let replies = self.ledger.strongest(Trail::Thin, is_new, MOST_REPLIES);
        replies.into_iter().map(single).collect()
    }
}

/// What these sights say against the texts that share them, where not too many others do.
fn ledger<'a>(sights: &'a Sights, open: &[&Sight]) -> Ledger<'a> {
    let mut ledger = Ledger::new(&sights.met);
    for sight in open {
        ledger.add(sight.at, sights.texts(sight), sight.count);
    }
    ledger
}

fn single(text: u32) -> Candidate {
    Candidate { text, is_mass: false }
}

fn is_among(candidates: &[Candidate], text: u32) -> bool {
    candidates.iter().any(|candidate| candidate.text == text)
}

/// Texts that share most of the common fingerprints: where the same texts recur, it is no turn of phrase.
fn masses(counted: &[&Sight], view: &View<'_>) -> Vec<u32> {
    let least = MASS_LEAST.max(counted.len() / 2);
    let common: Vec<&&Sight> = counted.iter().filter(|sight| sight.is_common()).collect();
    if common.len() < least {
        return Vec::new();
    }
    let mut shared: ByText<usize> = HashMap::default();
    for text in common.iter().flat_map(|sight| view.sample(sight.fingerprint)) {
        *shared.entry(text).or_default() += 1;
    }
    let recurring = shared.into_iter().filter(|(_, shared)| *shared >= least);
    let mut found: Vec<(u32, usize)> = recurring.collect();
    found.sort_unstable_by_key(|(text, shared)| (std::cmp::Reverse(*shared), *text));
    found.truncate(MOST_COMPARED);
    found.into_iter().map(|(text, _)| text).collect()
}

#[cfg(test)]
mod tests {
    use super::{Ledger, Trail, least_trail};
    use crate::check::judge::{FEW_TEXTS, MANY_TEXTS};
    use crate::check::met::Meeting;

    #[test]
    fn one_fingerprint_that_no_other_text_holds_is_a_trail_among_few_texts_only() {
        let mut met = Meeting::default();
        let alone = met.add(&[7]);
        let mut ledger = Ledger::new(&met);
        ledger.add(3, met.of(&alone), 1);
        let found = |texts| ledger.strongest(Trail::Thin, |_, trail| trail.rank() >= least_trail(texts), 1);
        assert_eq!([found(FEW_TEXTS), found(MANY_TEXTS)], [vec![7], vec![]]);
    }
}

//! Which texts are compared symbol by symbol.

use std::collections::HashMap;

use super::evidence::{ByText, Evidence, Ledger};
use super::ground::Ground;
use super::sights::{MOST_TEXTS, Sight, Sights};
use crate::shingle::WIDTH;
use crate::sizes::real;

/// Texts that are compared, at most.
const MOST_COMPARED: usize = 64;

/// Of the weak ones, so many are compared however weak they are, and so many if their evidence is at least fair.
const MOST_WEAK: usize = 4;
const MOST_FAIR: usize = 12;

/// Evidence within one stretch that is fair, and that is strong.
const FAIR: f64 = 1.2;
const STRONG: f64 = 4.0;

/// Evidence within one stretch, or in all, that makes a text worth comparing.
const LEAST_BEST: f64 = 0.4;
const LEAST_TOTAL: f64 = 0.8;

/// Of the listed holders of a common fingerprint, so many are asked whether they recur.
const MASS_SAMPLE: usize = 64;

/// Common fingerprints that the same text must share.
const MASS_LEAST: usize = 30;

/// A text to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) text: u32,
    /// Whether it is one of very many that share most of the text asked about.
    pub(crate) is_mass: bool,
}

/// The sights that may speak for copying.
pub(crate) struct Candidates<'a> {
    sights: &'a Sights,
    counted: Vec<&'a Sight>,
}

impl<'a> Candidates<'a> {
    pub(crate) fn of(ground: &Ground, sights: &'a Sights) -> Self {
        let seen = sights.seen.iter();
        let counted = seen.filter(|sight| sight.is_first && ground.counts(sight.at));
        Self {
            sights,
            counted: counted.collect(),
        }
    }

    /// Texts that share so much that they are compared whatever others share, likeliest first.
    pub(crate) fn strong(&self) -> Vec<Candidate> {
        let masses = masses(&self.counted, self.sights);
        let strong = self.ranked(&self.counted, |evidence| evidence.best >= STRONG);
        let others = strong.into_iter().map(|(text, _)| text);
        let others: Vec<u32> = others.filter(|text| !masses.contains(text)).collect();
        let candidate = |is_mass: bool| move |text: u32| Candidate { text, is_mass };
        let masses = masses.into_iter().map(candidate(true));
        masses
            .chain(others.into_iter().map(candidate(false)))
            .take(MOST_COMPARED)
            .collect()
    }

    /// Texts that share something beyond what is explained by those already compared, likeliest first.
    pub(crate) fn weak(&self, explained: &[bool], compared: &[Candidate]) -> Vec<Candidate> {
        let is_open = |sight: &&Sight| !explained.get(sight.at + WIDTH / 2).copied().unwrap_or(false);
        let open: Vec<&Sight> = self.counted.iter().copied().filter(is_open).collect();
        let is_new = |text: u32| compared.iter().all(|candidate| candidate.text != text);
        let ranked = self.ranked(&open, |evidence| {
            evidence.best >= LEAST_BEST || evidence.total >= LEAST_TOTAL
        });
        let ranked = ranked.into_iter().take(MOST_FAIR).enumerate();
        ranked
            .filter(|(place, (text, evidence))| {
                is_new(*text) && (*place < MOST_WEAK || evidence.best >= FAIR)
            })
            .map(|(_, (text, _))| Candidate { text, is_mass: false })
            .collect()
    }

    /// Texts that share what few others hold, strongest first.
    fn ranked(&self, open: &[&Sight], is_enough: impl Fn(&Evidence) -> bool) -> Vec<(u32, Evidence)> {
        let mut ledger = Ledger::default();
        for sight in open {
            if (1..=MOST_TEXTS).contains(&sight.count) {
                ledger.add(sight.at, 1.0 / real(sight.count).sqrt(), self.sights.texts(sight));
            }
        }
        ledger.strongest(is_enough, MOST_COMPARED)
    }
}

/// Texts that share most of the common fingerprints: where the same texts recur, it is no turn of phrase.
fn masses(counted: &[&Sight], sights: &Sights) -> Vec<u32> {
    let mut shared: ByText<usize> = HashMap::default();
    if counted.iter().filter(|sight| sight.count > MOST_TEXTS).count() < MASS_LEAST {
        return Vec::new();
    }
    for sight in counted {
        for text in sights.texts(sight).iter().take(MASS_SAMPLE) {
            *shared.entry(*text).or_default() += usize::from(sight.count > MOST_TEXTS);
        }
    }
    let least = MASS_LEAST.max(counted.len() / 2);
    let mut found: Vec<(usize, u32)> = shared
        .into_iter()
        .map(|(text, shared)| (shared, text))
        .filter(|(shared, _)| *shared >= least)
        .collect();
    found.sort_unstable_by_key(|(shared, text)| (std::cmp::Reverse(*shared), *text));
    found.truncate(MOST_COMPARED);
    found.into_iter().map(|(_, text)| text).collect()
}

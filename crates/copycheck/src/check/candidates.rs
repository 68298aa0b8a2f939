//! Which texts are compared symbol by symbol.

use std::collections::HashMap;

use super::evidence::{ByText, Evidence, Ledger};
use super::ground::Ground;
use super::sights::{MOST_TEXTS, Sight, Sights};
use crate::sizes::real;

/// Texts that are compared, at most.
const MOST_COMPARED: usize = 64;

/// So many are compared however weak their evidence is, and so many if it is at least fair.
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

/// The likeliest sources, likeliest first.
pub(crate) fn candidates(ground: &Ground, sights: &Sights) -> Vec<Candidate> {
    let counted: Vec<&Sight> = sights
        .seen
        .iter()
        .filter(|sight| sight.is_first && ground.counts(sight.at))
        .collect();
    let masses = masses(&counted, sights);
    let mut found: Vec<Candidate> = masses
        .iter()
        .map(|text| Candidate {
            text: *text,
            is_mass: true,
        })
        .collect();
    let rare = strongest(&counted, sights).into_iter();
    let others = rare.filter(|text| !masses.contains(text));
    found.extend(others.map(|text| Candidate { text, is_mass: false }));
    found.truncate(MOST_COMPARED);
    found
}

/// Texts that share what few others hold.
fn strongest(counted: &[&Sight], sights: &Sights) -> Vec<u32> {
    let mut ledger = Ledger::default();
    for sight in counted
        .iter()
        .filter(|sight| (1..=MOST_TEXTS).contains(&sight.count))
    {
        ledger.add(sight.at, 1.0 / real(sight.count).sqrt(), sights.texts(sight));
    }
    let is_enough = |evidence: &Evidence| evidence.best >= LEAST_BEST || evidence.total >= LEAST_TOTAL;
    let ranked = ledger.strongest(is_enough, MOST_COMPARED).into_iter().enumerate();
    ranked
        .filter(|(place, (_, evidence))| is_likely(*place, evidence))
        .map(|(_, (text, _))| text)
        .collect()
}

fn is_likely(place: usize, evidence: &Evidence) -> bool {
    place < MOST_WEAK || place < MOST_FAIR && evidence.best >= FAIR || evidence.best >= STRONG
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

//! Chains of common blocks as parts of a finding: what of them counts, and which belong together.

use std::ops::Range;

use super::ground::Ground;
use super::sights::{MOST_TEXTS, Sights};
use crate::align::Chain;
use crate::exempt::mark;
use crate::shingle::WIDTH;
use crate::sizes::real;

/// A chain that scores less is two turns of phrase that happen to follow each other.
pub(crate) const LEAST_SCORE: f64 = 8.0;

/// A part that scores less counts only where most of the text is found anyway.
const SOLID_SCORE: f64 = 12.0;

/// One chain, and what of it counts.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// Symbols of the text asked about.
    pub(crate) here: Range<usize>,
    /// Symbols of the source.
    pub(crate) there: Range<usize>,
    /// Of the symbols here, those that are not exempt: how long the texts stay side by side.
    pub(crate) length: usize,
    /// Symbols that agree and are not exempt on either side.
    pub(crate) own: usize,
    /// The chain's score, less what is exempt of it.
    pub(crate) score: f64,
    /// The same with turns of phrase.
    pub(crate) open: f64,
    /// The rarity of the shared fingerprints that count.
    pub(crate) evidence: f64,
}

/// What does not count on either side.
pub(crate) struct Masks<'a> {
    pub(crate) ground: &'a Ground,
    pub(crate) sights: &'a Sights,
    /// By symbol of the source: given there as somebody else's words.
    pub(crate) cited_there: &'a [bool],
    /// Whether turns of phrase count: the same texts share them all, or one unit says them to different persons.
    pub(crate) turns_count: bool,
}

impl Masks<'_> {
    pub(crate) fn part(&self, chain: &Chain) -> Part {
        let (mut own, mut open, mut matched, mut evidence) = (0, 0, 0, 0.0);
        for block in &chain.blocks {
            matched += block.length;
            for (here, there) in (block.query..block.query_end()).zip(block.source..) {
                let is_open = self.is_open(here, there);
                open += usize::from(is_open);
                own += usize::from(is_open && !self.is_common(here));
            }
            evidence += self.evidence(block.query..block.query_end(), block.source);
        }
        let of_score = |count: usize| chain.score * real(count) / real(matched.max(1));
        Part {
            here: chain.here(),
            there: chain.there(),
            length: self.free(&chain.here()),
            own,
            score: of_score(own),
            open: of_score(open),
            evidence,
        }
    }

    fn free(&self, here: &Range<usize>) -> usize {
        let exempt = self.ground.exempt.get(here.clone()).unwrap_or_default();
        exempt.iter().filter(|exempt| !**exempt).count()
    }

    /// Whether neither side has an excuse for agreeing here.
    fn is_open(&self, here: usize, there: usize) -> bool {
        !is_set(&self.ground.exempt, here) && !is_set(self.cited_there, there)
    }

    fn is_common(&self, here: usize) -> bool {
        !self.turns_count && is_set(&self.ground.common, here)
    }

    /// Of fingerprints that overlap, the later ones tell of the symbols alone that are new: how many are kept by chance
    /// within one run says nothing.
    fn evidence(&self, here: Range<usize>, there: usize) -> f64 {
        let seen = &self.sights.seen;
        let first = seen.partition_point(|sight| sight.at < here.start);
        let within = seen.get(first..).unwrap_or_default().iter();
        let telling = within
            .take_while(|sight| sight.at + WIDTH <= here.end)
            .filter(|sight| (1..=MOST_TEXTS).contains(&sight.count) && self.ground.counts(sight.at))
            .filter(|sight| {
                let middle = sight.at + WIDTH / 2;
                self.is_open(middle, there + middle - here.start) && !self.is_common(middle)
            });
        let mut told = here.start;
        let mut evidence = 0.0;
        for sight in telling {
            let end = sight.at + WIDTH;
            evidence += real(end - told.max(sight.at)) / real(WIDTH) / real(sight.count).sqrt();
            told = end;
        }
        evidence
    }
}

fn is_set(marks: &[bool], at: usize) -> bool {
    marks.get(at).copied().unwrap_or(false)
}

/// The parts of one source, chosen so that no two tell of the same symbols.
pub(crate) fn chosen(chains: &[Chain], masks: &Masks, here: usize, there: usize) -> Vec<Part> {
    // No part scores more than its chain: most are not looked at.
    let (strong, weak): (Vec<&Chain>, Vec<&Chain>) =
        chains.iter().partition(|chain| chain.score >= SOLID_SCORE);
    let counted = |chains: &[&Chain]| -> Vec<Part> {
        let parts = chains.iter().map(|chain| masks.part(chain));
        parts.filter(|part| part.own >= 5).collect()
    };
    let strong = counted(&strong);
    let mut taken = Taken {
        here: vec![false; here],
        there: vec![false; there],
    };
    let mut parts = Vec::new();
    let is_solid = |part: &Part| {
        part.own >= 14
            && part.score >= SOLID_SCORE
            && (masks.turns_count || part.evidence >= 0.9 || part.score >= 30.0)
    };
    for part in strong.iter().filter(|part| is_solid(part)) {
        taken.try_take(part, 3, 10, &mut parts);
    }
    let covered: usize = parts.iter().map(|part| part.here.len()).sum();
    let countable = masks
        .ground
        .exempt
        .iter()
        .zip(&masks.ground.common)
        .filter(|(exempt, common)| !**exempt && !**common)
        .count();
    if covered * 100 >= countable * 45 {
        let weak = counted(&weak);
        let faint = strong.iter().filter(|part| !is_solid(part)).chain(&weak);
        faint.for_each(|part| taken.try_take(part, 3, 3, &mut parts));
    }
    parts.sort_by_key(|part| part.here.start);
    let mut joined = joined(parts);
    for part in &mut joined {
        part.length = masks.free(&part.here);
    }
    joined
}

struct Taken {
    here: Vec<bool>,
    there: Vec<bool>,
}

impl Taken {
    /// Takes the part unless more than so many tenths of it are taken already.
    fn try_take(&mut self, part: &Part, tenths_here: usize, tenths_there: usize, parts: &mut Vec<Part>) {
        let taken = |marks: &[bool], range: &Range<usize>| {
            marks
                .get(range.clone())
                .unwrap_or_default()
                .iter()
                .filter(|mark| **mark)
                .count()
                * 10
        };
        if taken(&self.here, &part.here) <= part.here.len() * tenths_here
            && taken(&self.there, &part.there) <= part.there.len() * tenths_there
        {
            mark(&mut self.here, &part.here);
            mark(&mut self.there, &part.there);
            parts.push(part.clone());
        }
    }
}

/// Symbols between two parts that may have been rewritten.
const REWRITTEN: usize = 40;

/// Neighbours in both texts are one passage.
fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match joined.last_mut() {
            Some(last) if follows(last, &part) => {
                last.here.end = last.here.end.max(part.here.end);
                last.there.end = last.there.end.max(part.there.end);
                last.own += part.own;
                last.score += part.score;
                last.evidence += part.evidence;
                last.open += part.open;
            }
            _ => joined.push(part),
        }
    }
    joined
}

fn follows(last: &Part, part: &Part) -> bool {
    let here = part.here.start.saturating_sub(last.here.end);
    let there = part.there.start.saturating_sub(last.there.end);
    let is_ordered = part.there.start + 8 >= last.there.end && part.there.start > last.there.start;
    is_ordered && here <= REWRITTEN && there <= REWRITTEN * 2
}

//! Whether the parts that two texts share are copied passages, and of which kind.

use std::ops::Range;

use super::parts::{Masks, Part, chosen};
use super::side::Side;
use crate::align::Chain;
use crate::entry::{Entry, REPLY};
use crate::exempt::{cited, is_credited, mark};
use crate::finding::{Finding, FindingKind, Passage};
use crate::shingle::WIDTH;
use crate::sizes::{real, wide};
use crate::text::{Folded, UnitKey};

/// Own symbols that must agree for anything to be said; and with turns of phrase, which prove little one by one but may
/// prove something in their order, twice as many.
const LEAST_OWN: usize = 16;
const LEAST_OPEN: f64 = 60.0;

/// One source to be judged.
pub(crate) struct Case<'a> {
    pub(crate) side: &'a Side<'a>,
    pub(crate) source: &'a Entry,
    pub(crate) there: &'a Folded,
    pub(crate) is_mass: bool,
}

impl Case<'_> {
    pub(crate) fn judge(&self, chains: &[Chain]) -> Option<Finding> {
        let agreeing: usize = chains
            .iter()
            .flat_map(|chain| &chain.blocks)
            .map(|block| block.length)
            .sum();
        if agreeing < LEAST_OWN {
            return None;
        }
        let mut parts = self.evident(chains, &[])?;
        // What the source cites only takes away; most sources need not be asked.
        if self.source.text.contains('《') {
            parts = self.evident(chains, &self.cited_there())?;
        }
        Some(self.finding(&parts))
    }

    /// The parts that count beside what the source cites, if they speak for copying.
    fn evident(&self, chains: &[Chain], cited_there: &[bool]) -> Option<Vec<Part>> {
        let masks = Masks {
            ground: &self.side.ground,
            sights: &self.side.sights,
            cited_there,
            turns_count: self.is_mass || self.is_own_reply(),
        };
        let parts = chosen(chains, &masks, self.side.folded.len(), self.there.len());
        let own = own(&parts);
        let open: f64 = parts.iter().map(|part| part.open).sum();
        let is_found = self.is_mass
            || is_evident(&parts, self.side.texts)
            || (self.is_own_reply() && own * 3 >= self.side.ground.free() * 2);
        (own >= LEAST_OWN && real(own) + open >= LEAST_OPEN && is_found).then_some(parts)
    }

    fn finding(&self, parts: &[Part]) -> Finding {
        let passages: Vec<Passage> = parts.iter().map(|part| self.passage(part)).collect();
        let covered = covered(&passages, self.side.signs.len());
        let total: usize = passages.iter().map(|passage| passage.here.len()).sum();
        let credited: usize = passages
            .iter()
            .filter(|passage| passage.is_credited)
            .map(|passage| passage.here.len())
            .sum();
        let share = real(covered) / real(self.side.signs.len().max(1));
        Finding {
            id: self.source.id.clone(),
            kind: self.kind(credited * 10 >= total * 7, share),
            score: parts.iter().map(|part| part.score + 4.0 * part.evidence).sum(),
            share,
            copied: own(parts),
            passages,
            foreign_names: self.foreign_names(parts),
        }
    }

    fn is_same_unit(&self) -> bool {
        UnitKey::of(&self.side.entry.unit) == UnitKey::of(&self.source.unit)
    }

    /// Whether one unit gives both as replies. Then turns of phrase count, and two replies that agree in most of what is
    /// no form are the same reply, however usual its words.
    fn is_own_reply(&self) -> bool {
        self.side.entry.genre == REPLY && self.source.genre == REPLY && self.is_same_unit()
    }

    fn kind(&self, is_credited: bool, share: f64) -> FindingKind {
        if is_credited {
            FindingKind::Credited
        } else if self.is_own_reply() {
            FindingKind::Reply
        } else if self.is_same_unit() && share >= 0.5 {
            FindingKind::Republished
        } else if self.is_mass {
            FindingKind::Mass
        } else {
            FindingKind::Copy
        }
    }

    fn passage(&self, part: &Part) -> Passage {
        let here = self.side.folded.characters(&part.here);
        let there = self.there.characters(&part.there);
        let (unit, title) = self.creditable();
        let is_credited = is_credited(&self.side.signs, &here, unit, title);
        Passage {
            here,
            there,
            is_credited,
        }
    }

    /// By which names the source may be credited. A unit does not credit itself, and a title that the text has as well
    /// names neither of them.
    fn creditable(&self) -> (&str, &str) {
        let (entry, source) = (self.side.entry, self.source);
        if self.is_same_unit() {
            ("", "")
        } else if entry.title.trim() == source.title.trim() {
            (&source.unit, "")
        } else {
            (&source.unit, &source.title)
        }
    }

    /// Where the passages name the source's unit although another unit publishes them.
    fn foreign_names(&self, parts: &[Part]) -> Vec<Range<usize>> {
        let unit = UnitKey::of(&self.source.unit);
        if unit == UnitKey::of(&self.side.entry.unit) {
            return Vec::new();
        }
        let within = |at: usize| parts.iter().any(|part| part.here.contains(&at));
        let mentions = self
            .side
            .folded
            .mentions
            .iter()
            .filter(|mention| mention.unit == unit);
        let places = mentions.map(|mention| wide(mention.at)).filter(|at| within(*at));
        places
            .map(|at| self.side.folded.characters(&(at..at + 1)))
            .collect()
    }

    /// What the source itself gives as somebody else's words. Where only a comma sets them off, the text asked about
    /// must cite the same title.
    fn cited_there(&self) -> Vec<bool> {
        let mut marks = vec![false; self.there.len()];
        let signs: Vec<char> = self.source.text.chars().collect();
        let is_cited_here = |title: &str| self.side.ground.cited.iter().any(|cited| cited.title == title);
        for cited in cited(&signs)
            .iter()
            .filter(|cited| cited.is_marked || is_cited_here(&cited.title))
        {
            mark(&mut marks, &self.there.symbols_in(&cited.range));
        }
        marks
    }
}

/// Symbols that agree and count.
fn own(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.own).sum()
}

/// How much speaks for copying: symbols that agree, turns of phrase between them by half; how long the two texts stay side
/// by side; and rarity, each symbol of a stretch that no other text holds counting four.
fn plausibility(part: &Part) -> f64 {
    let side_by_side = real(part.length).min(part.score * 2.5).min(150.0);
    let turns = (part.open - part.score).max(0.0);
    real(part.own) + turns / 2.0 + side_by_side / 3.0 + 4.0 * real(WIDTH) * part.evidence
}

/// What a part must have beyond a coincidence before it adds to others.
const COINCIDENCE: f64 = 42.0;

/// What a part must share of what few hold, in fingerprints that no other text holds; but not if it is so many times as
/// much as suffices.
const LEAST_RARE: f64 = 0.4;
const WITHOUT_RARE: f64 = 1.5;

/// Whether one part alone, or several together, as sentences in another order, cannot be a coincidence.
fn is_evident(parts: &[Part], texts: usize) -> bool {
    let least = threshold(texts);
    let is_rare = |part: &&Part| part.evidence >= LEAST_RARE;
    let rare = parts.iter().filter(is_rare).map(plausibility);
    let beyond: f64 = rare.clone().map(|one| (one - COINCIDENCE).max(0.0)).sum();
    rare.max_by(f64::total_cmp).is_some_and(|one| one >= least)
        || beyond >= least
        || parts
            .iter()
            .map(plausibility)
            .any(|one| one >= least * WITHOUT_RARE)
}

/// Rarity proves as much as among these, however few or many the texts.
pub(crate) const FEW_TEXTS: usize = 10_000;
pub(crate) const MANY_TEXTS: usize = 100_000;

/// Rarity among many texts proves more than rarity among few.
fn threshold(texts: usize) -> f64 {
    110.0 - 20.0 * magnitude(texts)
}

/// How many the texts are, from 0 for few to 1 for many.
pub(crate) fn magnitude(texts: usize) -> f64 {
    (real(texts.clamp(FEW_TEXTS, MANY_TEXTS)) / real(FEW_TEXTS)).log10()
}

/// A source this many times stronger explains what a weaker one shares.
const STRONGER: f64 = 4.0;

/// Leaves out sources whose passages all stand in a much stronger source too: they were copied through it, or are a
/// coincidence within it. Findings come strongest first.
pub(crate) fn forget_explained(findings: &mut Vec<Finding>, length: usize) {
    let Some(strongest) = findings.first() else { return };
    let mut marks = vec![false; length];
    for passage in &strongest.passages {
        mark(&mut marks, &passage.here);
    }
    let (score, is_covered) = (strongest.score, |finding: &Finding| {
        let places = finding.passages.iter().flat_map(|passage| passage.here.clone());
        let (all, inside) = places.fold((0, 0), |(all, inside), at| {
            (
                all + 1,
                inside + usize::from(marks.get(at).copied().unwrap_or(false)),
            )
        });
        inside * 10 >= all * 8
    });
    findings.retain(|finding| finding.score * STRONGER > score || !is_covered(finding));
}

fn covered(passages: &[Passage], length: usize) -> usize {
    let mut marks = vec![false; length];
    for passage in passages {
        mark(&mut marks, &passage.here);
    }
    marks.iter().filter(|mark| **mark).count()
}

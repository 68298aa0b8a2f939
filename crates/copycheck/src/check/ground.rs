//! The text asked about, and which of its symbols count.

use std::ops::Range;

use super::authorities::authorities;
use super::sights::Sights;
use super::standing::standing;
use crate::entry::{Entry, Kind};
use crate::exempt::{Cited, cited, mark, stretches};
use crate::finding::{Exempt, Reason};
use crate::shingle::WIDTH;
use crate::store::{Result, Snapshot};
use crate::text::Folded;

/// Fewer recognised fingerprints in one stretch may be a turn of phrase.
pub(crate) const LEAST_IN_STRETCH: usize = 2;

/// What of a text counts.
#[derive(Debug)]
pub(crate) struct Ground {
    /// By symbol: belongs to others or to everybody, with a reason that is shown.
    pub(crate) exempt: Vec<bool>,
    /// By symbol: a turn of phrase.
    pub(crate) common: Vec<bool>,
    pub(crate) reasons: Vec<Exempt>,
    pub(crate) cited: Vec<Cited>,
}

impl Ground {
    pub(crate) fn of(
        entry: &Entry,
        signs: &[char],
        folded: &Folded,
        sights: &Sights,
        snapshot: &Snapshot,
    ) -> Result<Self> {
        let mut ground = Self {
            exempt: vec![false; folded.len()],
            common: vec![false; folded.len()],
            reasons: Vec::new(),
            cited: cited(signs),
        };
        ground.exempt_cited(folded);
        ground.exempt_authorities(folded, sights, snapshot)?;
        for stretch in standing(entry, sights, snapshot) {
            mark(&mut ground.exempt, &stretch);
            ground.reason(folded, &stretch, Reason::Standing);
        }
        let numbered = sights.seen.iter().enumerate();
        let common = numbered.filter(|(_, sight)| sight.is_common());
        let common = common.map(|(number, sight)| (number, sight.at));
        for stretch in stretches(common, LEAST_IN_STRETCH) {
            mark(&mut ground.common, &stretch);
            ground.reason(folded, &stretch, Reason::Common);
        }
        ground
            .reasons
            .sort_by_key(|exempt| (exempt.range.start, exempt.range.end));
        Ok(ground)
    }

    fn reason(&mut self, folded: &Folded, stretch: &Range<usize>, reason: Reason) {
        self.reasons.push(Exempt {
            range: folded.characters(stretch),
            reason,
        });
    }

    fn exempt_cited(&mut self, folded: &Folded) {
        for cited in self.cited.iter().filter(|cited| cited.is_marked) {
            mark(&mut self.exempt, &folded.symbols_in(&cited.range));
            let reason = Reason::Cited {
                title: cited.title.clone(),
            };
            self.reasons.push(Exempt {
                range: cited.range.clone(),
                reason,
            });
        }
    }

    fn exempt_authorities(&mut self, folded: &Folded, sights: &Sights, snapshot: &Snapshot) -> Result<()> {
        for (stretch, authority) in authorities(sights, snapshot) {
            let known = self.exempt.get(stretch.clone()).unwrap_or_default();
            if known.iter().all(|known| *known) {
                continue;
            }
            mark(&mut self.exempt, &stretch);
            let Some(source) = snapshot.id(authority)? else {
                continue;
            };
            let reason = match snapshot.kind(authority) {
                Kind::Template => Reason::Form { source },
                Kind::Document | Kind::Regulation | Kind::Circular => Reason::Quoted { source },
            };
            self.reason(folded, &stretch, reason);
        }
        Ok(())
    }

    /// How many symbols belong to nobody else.
    pub(crate) fn free(&self) -> usize {
        self.exempt.iter().filter(|exempt| !**exempt).count()
    }

    /// Whether a fingerprint is free of exempt symbols, but for a few at its edge.
    pub(crate) fn counts(&self, at: usize) -> bool {
        let covered = self.exempt.get(at..at + WIDTH).unwrap_or_default();
        covered.iter().filter(|exempt| **exempt).count() <= 2
    }
}

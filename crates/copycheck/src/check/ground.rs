//! The text asked about, and which of its symbols count.

use std::ops::Range;

use super::authorities::authorities;
use super::met::Met;
use super::sights::{Sight, Sights};
use crate::entry::{Entry, Kind, REPLY};
use crate::exempt::{Cited, cited, mark, stretches};
use crate::finding::{Exempt, Reason};
use crate::shingle::WIDTH;
use crate::store::{Result, Snapshot};
use crate::text::{Folded, UnitKey};

/// Earlier texts of the same unit that make a sentence its standing text.
const STANDING: usize = 3;

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
        ground.exempt_standing(entry, folded, sights, snapshot);
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

    fn exempt_standing(&mut self, entry: &Entry, folded: &Folded, sights: &Sights, snapshot: &Snapshot) {
        let unit = UnitKey::of(&entry.unit);
        let usual = |sight: &&Sight| !sight.is_common();
        let mut shared = sights.met.by_met(0);
        for sight in sights
            .seen
            .iter()
            .filter(usual)
            .filter(|sight| sight.is_first && sight.count >= STANDING)
        {
            let texts = sights.texts(sight).iter();
            texts.for_each(|text| shared.get_mut(*text).into_iter().for_each(|shared| *shared += 1));
        }
        // An earlier edition of this very text, or a reply like this one, is not a description of the unit.
        let is_reply = entry.genre == REPLY;
        let mut own = sights.met.by_met(false);
        for ((text, is_own), (_, shared)) in own.iter_mut().zip(shared.iter()) {
            *is_own = *shared > 0
                && *shared * 2 < sights.kept
                && snapshot.is_of(text, unit)
                && !(is_reply && snapshot.is_reply(text));
        }
        let mut all = own.iter().filter(|(_, is_own)| **is_own);
        if all.by_ref().take(STANDING).count() < STANDING {
            return;
        }
        let is_own = |text: &&Met| own.get(**text).copied().unwrap_or(false);
        let is_standing = |sight: &Sight| {
            sight.count >= STANDING && sights.texts(sight).iter().filter(is_own).count() >= STANDING
        };
        let standing = sights
            .seen
            .iter()
            .filter(usual)
            .enumerate()
            .filter(|(_, sight)| is_standing(sight));
        let standing = standing.map(|(number, sight)| (number, sight.at));
        for stretch in stretches(standing, LEAST_IN_STRETCH) {
            mark(&mut self.exempt, &stretch);
            self.reason(folded, &stretch, Reason::Standing);
        }
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

//! Which texts are worth comparing: shared fingerprints, weighed by rarity, close to each other.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::met::{ByMet, Meeting, Met};
use crate::shingle::WIDTH;
use crate::sizes::real;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trail {
    /// A copied passage: much that few others hold, close together.
    Dense,
    /// What is left of a rewritten one: several short runs near each other, however usual each is alone. Fingerprints
    /// that overlap are one run and say little more than the first of them.
    Thin,
}

impl Trail {
    /// What a fingerprint is worth that so many texts hold.
    pub(crate) fn weight(self, count: usize) -> f64 {
        let rarity = 1.0 / real(count).sqrt();
        match self {
            Self::Dense => rarity,
            Self::Thin => rarity.sqrt(),
        }
    }

    /// What the evidence so far loses for each symbol that lies between a fingerprint and the one before.
    fn leak(self) -> f64 {
        match self {
            Self::Dense => 0.006,
            Self::Thin => 0.0045,
        }
    }

    /// The part of a fingerprint that is new behind one that stands so many symbols before it.
    fn new_part(self, gap: usize) -> f64 {
        match self {
            Self::Dense => 1.0,
            Self::Thin => real(gap.min(WIDTH)) / real(WIDTH),
        }
    }
}

/// What one trail says.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Evidence {
    current: f64,
    /// The strongest stretch.
    pub(crate) best: f64,
    /// Everything, wherever it stands.
    total: f64,
}

impl Evidence {
    /// Puts a long thin trail before a short coincidence of the same strength.
    pub(crate) fn rank(&self) -> f64 {
        self.best + 0.3 * self.total
    }

    fn add(&mut self, gap: usize, weight: f64, trail: Trail) {
        let leaked = self.current - real(gap) * trail.leak();
        let is_first = self.total == 0.0;
        let weight = if is_first {
            weight
        } else {
            weight * trail.new_part(gap)
        };
        self.current = leaked.max(0.0) + weight;
        self.best = self.best.max(self.current);
        self.total += weight;
    }
}

/// Evidence against one text, by either trail.
#[derive(Debug, Clone, Copy, Default)]
struct Account {
    last: usize,
    dense: Evidence,
    thin: Evidence,
}

impl Account {
    fn of(&self, trail: Trail) -> &Evidence {
        match trail {
            Trail::Dense => &self.dense,
            Trail::Thin => &self.thin,
        }
    }
}

/// Numbers of texts are small and dense: one multiplication spreads them.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(26);
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(26);
    }
}

/// A map by the number of a text.
pub(crate) type ByText<T> = HashMap<u32, T, BuildHasherDefault<Spread>>;

/// Evidence against every text met.
#[derive(Debug)]
pub(crate) struct Ledger<'a>(ByMet<'a, Account>);

impl<'a> Ledger<'a> {
    pub(crate) fn new(met: &'a Meeting) -> Self {
        Self(met.by_met(Account::default()))
    }

    /// A fingerprint at this place is shared with these texts. Places ascend.
    pub(crate) fn add(&mut self, at: usize, texts: &[Met], count: usize) {
        let [dense, thin] = [Trail::Dense, Trail::Thin].map(|trail| trail.weight(count));
        for text in texts {
            let Some(account) = self.0.get_mut(*text) else {
                continue;
            };
            let gap = at - account.last.min(at);
            account.last = at;
            account.dense.add(gap, dense, Trail::Dense);
            account.thin.add(gap, thin, Trail::Thin);
        }
    }

    /// The texts with the most evidence by one trail, strongest first, earlier texts first among equals.
    pub(crate) fn strongest(
        &self,
        trail: Trail,
        is_enough: impl Fn(u32, &Evidence) -> bool,
        most: usize,
    ) -> Vec<u32> {
        let evidence = self.0.iter().map(|(text, account)| (text, account.of(trail)));
        let mut found: Vec<(u32, f64)> = evidence
            .filter(|(text, evidence)| evidence.total > 0.0 && is_enough(*text, evidence))
            .map(|(text, evidence)| (text, evidence.rank()))
            .collect();
        found.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(most);
        found.into_iter().map(|(text, _)| text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Ledger, Meeting, Trail};

    #[test]
    fn one_run_of_rare_fingerprints_is_a_copied_passage_and_several_of_usual_ones_a_rewritten_one() {
        let first = |trail| {
            let mut met = Meeting::default();
            let [run, rewritten] = [1, 2].map(|text| met.add(&[text]));
            let mut ledger = Ledger::new(&met);
            for at in [0, 2, 4] {
                ledger.add(at, met.of(&run), 1);
            }
            for at in [10, 40, 70, 90] {
                ledger.add(at, met.of(&rewritten), 9);
            }
            ledger.strongest(trail, |_, _| true, 1)[0]
        };
        assert_eq!([Trail::Dense, Trail::Thin].map(first), [1, 2]);
    }
}

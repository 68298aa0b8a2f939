//! Which texts are worth comparing: shared fingerprints, weighed by rarity, close to each other.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::sizes::real;

/// What a shared fingerprint loses for each symbol that lies between it and the one before.
const LEAK: f64 = 0.006;

/// Evidence against one text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Evidence {
    last: usize,
    current: f64,
    /// The strongest stretch.
    pub(crate) best: f64,
    /// Everything, wherever it stands.
    pub(crate) total: f64,
}

impl Evidence {
    /// Puts a long thin trail before a short coincidence of the same strength.
    fn rank(&self) -> f64 {
        self.best + 0.3 * self.total
    }

    fn add(&mut self, at: usize, weight: f64) {
        let leaked = self.current - real(at - self.last.min(at)) * LEAK;
        self.current = leaked.max(0.0) + weight;
        self.last = at;
        self.best = self.best.max(self.current);
        self.total += weight;
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
pub(crate) struct Ledger(ByText<Evidence>);

impl Default for Ledger {
    fn default() -> Self {
        Self(HashMap::with_capacity_and_hasher(
            1024,
            BuildHasherDefault::default(),
        ))
    }
}

impl Ledger {
    /// A fingerprint at this place is shared with these texts. Places ascend.
    pub(crate) fn add(&mut self, at: usize, weight: f64, texts: &[u32]) {
        for text in texts {
            self.0.entry(*text).or_default().add(at, weight);
        }
    }

    /// The texts with the most evidence, strongest first, earlier texts first among equals.
    pub(crate) fn strongest(
        &self,
        is_enough: impl Fn(&Evidence) -> bool,
        most: usize,
    ) -> Vec<(u32, Evidence)> {
        let mut found: Vec<(u32, Evidence)> = self
            .0
            .iter()
            .filter(|(_, evidence)| is_enough(evidence))
            .map(|(text, evidence)| (*text, *evidence))
            .collect();
        found.sort_unstable_by(|a, b| b.1.rank().total_cmp(&a.1.rank()).then(a.0.cmp(&b.0)));
        found.truncate(most);
        found
    }
}

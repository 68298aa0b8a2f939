//! Stretches of a text that stand in a law, a circular or a form.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::evidence::ByText;
use super::ground::LEAST_IN_STRETCH;
use super::sights::Sights;
use crate::entry::Kind;
use crate::exempt::stretches;
use crate::store::Snapshot;

/// A law or circular that shares fewer symbols in one stretch shares a turn of phrase: the more of them there are, the
/// more turns stand in one or another, and a sentence that was copied would be taken for a quotation.
const LEAST_QUOTED: usize = 24;

/// What more authorities than this hold does not point at one of them.
const TELLING: usize = 32;

/// Room for the authorities that most questions meet.
const USUALLY_MET: usize = 500;

/// The stretches with the authority that each stands in, the longest first.
pub(crate) fn authorities(sights: &Sights, snapshot: &Snapshot) -> Vec<(Range<usize>, u32)> {
    let mut found = Vec::new();
    for (authority, places) in held(sights) {
        let is_form = snapshot.kind(authority) == Kind::Template;
        let stretches = stretches(places, LEAST_IN_STRETCH).into_iter();
        let quoted = stretches.filter(|stretch| is_form || stretch.len() >= LEAST_QUOTED);
        found.extend(quoted.map(|stretch| (stretch, authority)));
    }
    found.sort_unstable_by_key(|(stretch, authority)| (Reverse(stretch.len()), *authority));
    found
}

/// What each likely authority holds: the number of each sight and where it stands.
fn held(sights: &Sights) -> ByText<Vec<(usize, usize)>> {
    let likely = likely(sights);
    let mut held: ByText<Vec<(usize, usize)>> = likely
        .into_iter()
        .map(|authority| (authority, Vec::new()))
        .collect();
    for (number, sight) in sights.seen.iter().enumerate() {
        for authority in sights.authorities(sight) {
            if let Some(places) = held.get_mut(authority) {
                places.push((number, sight.at));
            }
        }
    }
    held
}

/// Authorities that share what few others hold.
fn likely(sights: &Sights) -> impl Iterator<Item = u32> {
    let mut shared: ByText<usize> = HashMap::with_capacity_and_hasher(USUALLY_MET, <_>::default());
    for sight in &sights.seen {
        let holders = sights.authorities(sight);
        if holders.len() <= TELLING {
            holders
                .iter()
                .for_each(|authority| *shared.entry(*authority).or_default() += 1);
        }
    }
    let likely = shared
        .into_iter()
        .filter(|(_, shared)| *shared >= LEAST_IN_STRETCH);
    likely.map(|(authority, _)| authority)
}

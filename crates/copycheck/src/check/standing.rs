//! Stretches of a text that its unit has published again and again: its description of itself.

use std::ops::Range;

use super::ground::LEAST_IN_STRETCH;
use super::met::{ByMet, Met};
use super::sights::{Sight, Sights};
use crate::entry::{Entry, REPLY};
use crate::exempt::stretches;
use crate::store::Snapshot;
use crate::text::UnitKey;

/// Earlier texts of the same unit that make a sentence its standing text.
const STANDING: usize = 3;

/// The stretches that stand in so many of the unit's earlier texts.
pub(crate) fn standing(entry: &Entry, sights: &Sights, snapshot: &Snapshot) -> Vec<Range<usize>> {
    let own = own(entry, sights, snapshot);
    if own.iter().filter(|(_, is_own)| **is_own).count() < STANDING {
        return Vec::new();
    }
    let is_own = |text: &&Met| own.get(**text).copied().unwrap_or(false);
    let is_standing = |sight: &Sight| sights.texts(sight).iter().filter(is_own).count() >= STANDING;
    let telling = sights.seen.iter().filter(|sight| !sight.is_common()).enumerate();
    let standing = telling.filter(|(_, sight)| sight.count >= STANDING && is_standing(sight));
    stretches(
        standing.map(|(number, sight)| (number, sight.at)),
        LEAST_IN_STRETCH,
    )
}

/// By text met: whether it is one that may make standing text. An earlier edition of this very text is none, and a reply
/// like this one neither.
fn own<'a>(entry: &Entry, sights: &'a Sights, snapshot: &Snapshot) -> ByMet<'a, bool> {
    let (unit, is_reply) = (UnitKey::of(&entry.unit), entry.genre == REPLY);
    let mut shared = sights.met.by_met(0);
    let telling = |sight: &&Sight| sight.is_first && sight.count >= STANDING;
    for text in sights
        .seen
        .iter()
        .filter(telling)
        .flat_map(|sight| sights.texts(sight))
    {
        shared.get_mut(*text).into_iter().for_each(|shared| *shared += 1);
    }
    let mut own = sights.met.by_met(false);
    for ((text, is_own), (_, shared)) in own.iter_mut().zip(shared.iter()) {
        let is_other_text = *shared >= LEAST_IN_STRETCH && *shared * 2 < sights.kept;
        *is_own = is_other_text && snapshot.is_of(text, unit) && !(is_reply && snapshot.is_reply(text));
    }
    own
}

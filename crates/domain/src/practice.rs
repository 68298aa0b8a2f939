//! Practices (经验交流): a unit puts a disclosure of its own on the shelf, for others to follow with credit. It says why
//! in a few words, which whoever may read the disclosure reads too.

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::admission::classification;
use crate::ids::{DisclosureId, PersonId, UnitId};
use crate::personal_data;
use crate::refusal::PracticeRefusal as Refusal;
use crate::text::readable;
use crate::words::Duty;

/// The longest words, in characters.
pub const LONGEST_WORDS: usize = 300;

/// What happens to the shelf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A disclosure was put on it.
    Offered(Offer),
    /// One was taken off it.
    Ended(End),
}

/// A disclosure was put on the shelf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Offer {
    /// Which; of several versions the newest.
    pub disclosure: DisclosureId,
    /// Why it is worth following.
    pub words: String,
    /// Who put it there.
    pub by: PersonId,
}

/// It was taken off the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct End {
    /// Which, as it was offered.
    pub disclosure: DisclosureId,
    /// Who took it off.
    pub by: PersonId,
}

/// A stage's disclosure as the rules of the shelf see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// The disclosure.
    pub disclosure: DisclosureId,
    /// Its unit.
    pub unit: UnitId,
    /// The version that is on the shelf, when one is.
    pub offered: Option<DisclosureId>,
}

/// Whether somebody looks after a unit's part of the shelf: whoever drafts or approves there.
#[must_use]
pub fn keeps(by: &Actor, unit: UnitId) -> bool {
    by.sits(unit, Duty::Draft) || by.sits(unit, Duty::Approve)
}

impl Shelved {
    /// Puts it on the shelf.
    pub fn offer(&self, words: &str, by: &Actor) -> Result<Offer, Refusal> {
        if !keeps(by, self.unit) {
            return Err(Refusal::NotYours);
        }
        if self.offered.is_some() {
            return Err(Refusal::Offered);
        }
        Ok(Offer {
            disclosure: self.disclosure,
            words: recommendation(words)?,
            by: by.person,
        })
    }

    /// Takes it off the shelf.
    pub fn end(&self, by: &Actor) -> Result<End, Refusal> {
        if !keeps(by, self.unit) {
            return Err(Refusal::NotYours);
        }
        Ok(End {
            disclosure: self.offered.ok_or(Refusal::NotOffered)?,
            by: by.person,
        })
    }
}

/// Nobody reviews these words before others read them, so nothing may stand in them that the gate would stop.
fn recommendation(words: &str) -> Result<String, Refusal> {
    let words = words.trim();
    let length = words.chars().count();
    if words.is_empty() {
        return Err(Refusal::WordsMissing);
    }
    if LONGEST_WORDS < length {
        return Err(Refusal::WordsTooLong { length });
    }
    if !readable(words) {
        return Err(Refusal::Unreadable);
    }
    if let Some(found) = personal_data::find(words).into_iter().next() {
        return Err(Refusal::PersonalData(found.masked));
    }
    if let Some(mark) = classification(words) {
        return Err(Refusal::Classified(mark));
    }
    Ok(words.to_owned())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::actor::Seat;

    const UNIT: UnitId = UnitId(Uuid::from_u128(1));

    fn somebody(unit: UnitId, duty: Duty) -> Actor {
        Actor {
            person: PersonId(Uuid::from_u128(10)),
            seats: vec![Seat { unit, duty }],
            stands_in: Vec::new(),
        }
    }

    fn shelved(offered: bool) -> Shelved {
        let disclosure = DisclosureId(Uuid::from_u128(2));
        Shelved {
            disclosure,
            unit: UNIT,
            offered: offered.then_some(disclosure),
        }
    }

    #[test]
    fn whoever_drafts_or_approves_in_the_unit_keeps_its_shelf_and_nobody_else() {
        let elsewhere = UnitId(Uuid::from_u128(3));
        for (unit, duty, keeps) in [
            (UNIT, Duty::Draft, true),
            (UNIT, Duty::Approve, true),
            (UNIT, Duty::Secrecy, false),
            (UNIT, Duty::Supervise, false),
            (elsewhere, Duty::Draft, false),
            (elsewhere, Duty::Approve, false),
        ] {
            let by = somebody(unit, duty);
            assert_eq!(shelved(false).offer("值得借鉴。", &by).is_ok(), keeps, "{duty:?}");
            assert_eq!(shelved(true).end(&by).is_ok(), keeps, "{duty:?}");
        }
    }

    #[test]
    fn it_is_on_the_shelf_once() {
        let by = somebody(UNIT, Duty::Draft);
        assert_eq!(shelved(true).offer("值得借鉴。", &by), Err(Refusal::Offered));
        assert_eq!(shelved(false).end(&by), Err(Refusal::NotOffered));
    }

    #[test]
    fn the_words_are_some_and_short_and_hold_nothing_that_the_gate_would_stop() {
        let by = somebody(UNIT, Duty::Draft);
        let offer = |words: &str| shelved(false).offer(words, &by).map(|offer| offer.words);
        assert_eq!(offer("  值得借鉴。\n"), Ok("值得借鉴。".into()));
        assert_eq!(offer(" \n"), Err(Refusal::WordsMissing));
        assert_eq!(
            offer(&"字".repeat(300)).map(|words| words.chars().count()),
            Ok(300)
        );
        assert_eq!(
            offer(&"字".repeat(301)),
            Err(Refusal::WordsTooLong { length: 301 })
        );
        assert_eq!(offer("值得\0借鉴"), Err(Refusal::Unreadable));
        let phone = offer("请联系 13800007919。");
        assert!(
            matches!(&phone, Err(Refusal::PersonalData(masked)) if !masked.contains("00007919")),
            "{phone:?}"
        );
        assert_eq!(
            offer("见附件。\n秘密★一年"),
            Err(Refusal::Classified("秘密★".into()))
        );
    }
}

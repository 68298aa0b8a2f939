//! Units in a tree, persons, posts with duties, and who holds them from which day to which.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{GroupId, HoldingId, PersonId, PostId, UnitId};
use crate::refusal::OrganisationRefusal as Refusal;
use crate::text::{self, readable};
use crate::words::{Duty, UnitKind};

/// The longest name of a unit, a person, a post or a group, in characters.
pub const LONGEST_NAME: usize = 60;

/// A node of the organisation tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// The code the organisation itself uses, for import and export.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// The unit above it; only the root has none.
    pub superior: Option<UnitId>,
}

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// The code they sign in with.
    pub code: String,
    /// Their name.
    pub name: String,
    /// The unit whose roster they are on.
    pub unit: UnitId,
    /// Whether the roster calls them a member (党员).
    pub member: bool,
    /// Whether they may sign in; who leaves stays in the records.
    pub active: bool,
}

/// A seat in a unit that carries duties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// Its code.
    pub code: String,
    /// Its unit.
    pub unit: UnitId,
    /// What it is called.
    pub title: String,
    /// What it may and must do.
    pub duties: Vec<Duty>,
}

/// A person's time on a post: from a day, to a day (both included).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// Its id.
    pub id: HoldingId,
    /// The post.
    pub post: PostId,
    /// Who holds it.
    pub person: PersonId,
    /// The first day.
    pub from: Date,
    /// The last day, once it is known.
    pub until: Option<Date>,
}

/// A named group of persons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// The unit that keeps it.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
}

/// A name as it may be stored: trimmed, with nothing in it that nobody sees, not empty, not endless.
pub fn name(text: &str) -> Result<String, Refusal> {
    let text = text::name(text);
    if text.is_empty() {
        return Err(Refusal::NameMissing);
    }
    if !readable(&text) {
        return Err(Refusal::NameUnreadable);
    }
    let length = text.chars().count();
    if LONGEST_NAME < length {
        return Err(Refusal::NameTooLong { length });
    }
    Ok(text)
}

/// Whether the units form one tree: every superior is there, one root, no circle. All faults at once.
#[must_use]
pub fn tree_faults(units: &HashMap<UnitId, Unit>) -> Vec<Refusal> {
    let mut faults = Vec::new();
    let mut roots: Vec<_> = units.values().filter(|unit| unit.superior.is_none()).collect();
    roots.sort_by(|a, b| a.code.cmp(&b.code));
    if let [first, second, ..] = roots.as_slice() {
        faults.push(Refusal::SecondRoot {
            first: first.code.clone(),
            second: second.code.clone(),
        });
    }
    let mut sound = HashSet::new();
    let mut ordered: Vec<_> = units.values().collect();
    ordered.sort_by(|a, b| a.code.cmp(&b.code));
    for unit in ordered {
        if let Some(fault) = fault_above(unit, units, &mut sound)
            && !faults.contains(&fault)
        {
            faults.push(fault);
        }
    }
    faults
}

fn fault_above(unit: &Unit, units: &HashMap<UnitId, Unit>, sound: &mut HashSet<UnitId>) -> Option<Refusal> {
    let mut way = Vec::new();
    let mut here = unit;
    loop {
        if sound.contains(&here.id) {
            break;
        }
        if let Some(start) = way.iter().position(|passed: &&Unit| passed.id == here.id) {
            let mut members: Vec<_> = way.iter().skip(start).map(|unit| unit.code.clone()).collect();
            members.sort();
            sound.extend(way.iter().map(|unit| unit.id));
            return Some(Refusal::Circle { members });
        }
        way.push(here);
        let Some(superior) = here.superior else { break };
        let Some(next) = units.get(&superior) else {
            return Some(Refusal::SuperiorMissing {
                unit: here.code.clone(),
            });
        };
        here = next;
    }
    sound.extend(way.iter().map(|unit| unit.id));
    None
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn unit(code: u128, superior: Option<u128>) -> (UnitId, Unit) {
        let id = UnitId(Uuid::from_u128(code));
        let superior = superior.map(|id| UnitId(Uuid::from_u128(id)));
        (
            id,
            Unit {
                id,
                code: code.to_string(),
                name: "示例".into(),
                kind: UnitKind::Branch,
                superior,
            },
        )
    }

    #[test]
    fn a_tree_has_no_faults() {
        assert_eq!(
            tree_faults(&HashMap::from([
                unit(1, None),
                unit(2, Some(1)),
                unit(3, Some(2))
            ])),
            []
        );
    }

    #[test]
    fn a_circle_is_named_once_with_its_members() {
        let units = HashMap::from([
            unit(1, None),
            unit(2, Some(4)),
            unit(3, Some(2)),
            unit(4, Some(3)),
        ]);
        let members = ["2", "3", "4"].map(String::from).to_vec();
        assert_eq!(tree_faults(&units), [Refusal::Circle { members }]);
    }

    #[test]
    fn a_missing_superior_and_a_second_root_are_told() {
        let units = HashMap::from([unit(1, None), unit(2, None), unit(3, Some(9))]);
        assert_eq!(
            tree_faults(&units),
            [
                Refusal::SecondRoot {
                    first: "1".into(),
                    second: "2".into()
                },
                Refusal::SuperiorMissing { unit: "3".into() },
            ]
        );
    }

    #[test]
    fn a_name_of_ten_thousand_characters_is_refused_with_its_length() {
        assert_eq!(
            name(&"长".repeat(10_000)),
            Err(Refusal::NameTooLong { length: 10_000 })
        );
        assert_eq!(name("  示例支部 "), Ok("示例支部".into()));
        assert_eq!(name(" "), Err(Refusal::NameMissing));
        assert_eq!(name("\u{200b}"), Err(Refusal::NameMissing));
        assert_eq!(name("示例\u{202e}小组"), Ok("示例小组".into()));
    }
}

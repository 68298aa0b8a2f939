//! The names of units as the index knows them: one name, one unit.

use std::collections::{BTreeMap, HashMap};

use domain::ids::UnitId;
use domain::organisation::Unit;

/// Every unit with its name and the unit above it.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    units: HashMap<UnitId, (String, Option<UnitId>)>,
    /// As people write them.
    pub(super) plain: Vec<String>,
}

impl Names {
    /// Where several units share a name, each has its code beside it: a name that others have too says nothing of who
    /// wrote a text, and their texts are not each other's own.
    pub(super) fn of(units: &[Unit]) -> Self {
        let mut shared: HashMap<&str, usize> = HashMap::new();
        for unit in units {
            *shared.entry(unit.name.as_str()).or_default() += 1;
        }
        let name = |unit: &Unit| {
            if shared.get(unit.name.as_str()).is_some_and(|count| 1 < *count) {
                format!("{}（{}）", unit.name, unit.code)
            } else {
                unit.name.clone()
            }
        };
        Self {
            units: units
                .iter()
                .map(|unit| (unit.id, (name(unit), unit.superior)))
                .collect(),
            plain: units.iter().map(|unit| unit.name.clone()).collect(),
        }
    }

    pub(super) fn name(&self, unit: UnitId) -> &str {
        self.units.get(&unit).map_or("", |(name, _)| name)
    }

    /// The names of the units above one: what they say may be passed on.
    pub(super) fn above(&self, unit: UnitId) -> Vec<String> {
        let above = |unit: UnitId| self.units.get(&unit).and_then(|(_, superior)| *superior);
        let line = std::iter::successors(above(unit), |unit| above(*unit)).take(self.units.len());
        line.map(|unit| self.name(unit).to_owned()).collect()
    }

    /// All of them, to be compared with later ones.
    pub(super) fn all(&self) -> BTreeMap<UnitId, String> {
        let named = |(unit, (name, _)): (&UnitId, &(String, Option<UnitId>))| (*unit, name.clone());
        self.units.iter().map(named).collect()
    }
}

#[cfg(test)]
mod tests {
    use domain::words::UnitKind;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn units_that_share_a_name_are_told_apart_and_know_who_is_above_them() {
        let unit = |number: u128, code: &str, name: &str, superior: Option<u128>| Unit {
            id: UnitId(Uuid::from_u128(number)),
            code: code.into(),
            name: name.into(),
            kind: UnitKind::Branch,
            superior: superior.map(|number| UnitId(Uuid::from_u128(number))),
        };
        let names = Names::of(&[
            unit(1, "001", "示例党委", None),
            unit(2, "001-01", "第一支部", Some(1)),
            unit(3, "001-02", "第一支部", Some(2)),
        ]);
        let [first, second] = [2, 3].map(|number| UnitId(Uuid::from_u128(number)));
        assert_eq!(names.name(first), "第一支部（001-01）");
        assert_ne!(names.name(first), names.name(second));
        assert_eq!(names.above(second), ["第一支部（001-01）", "示例党委"]);
        assert_eq!(names.plain, ["示例党委", "第一支部", "第一支部"]);
    }
}

//! The end of a unit (撤销、合并): what it had passes to its successor; what it disclosed stays open to whoever could see
//! it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::delegation::reason;
use crate::ids::UnitId;
use crate::organisation::Unit;
use crate::refusal::ProcedureRefusal as Refusal;

/// A unit ends, and another one takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Dissolution {
    /// Which unit.
    pub unit: UnitId,
    /// Which unit takes over its matters, posts and people.
    pub successor: UnitId,
    /// Why.
    pub reason: String,
}

impl Dissolution {
    /// Judges it: not the topmost unit, not twice, and not into itself or something below it.
    pub fn judge(
        (unit, successor): (UnitId, UnitId),
        words: &str,
        units: &HashMap<UnitId, Unit>,
        ended: &[UnitId],
    ) -> Result<Self, Refusal> {
        let superior = |id: &UnitId| units.get(id).and_then(|unit| unit.superior);
        if superior(&unit).is_none() {
            return Err(Refusal::TopmostUnit);
        }
        if ended.contains(&unit) {
            return Err(Refusal::EndedAlready);
        }
        if ended.contains(&successor) || !units.contains_key(&successor) {
            return Err(Refusal::SuccessorEnded);
        }
        let mut line = std::iter::successors(Some(successor), superior).take(units.len());
        if line.any(|above| above == unit) {
            return Err(Refusal::SuccessorBelow);
        }
        Ok(Self {
            unit,
            successor,
            reason: reason(words)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::words::UnitKind;

    fn judged(unit: u128, successor: u128, ended: &[u128]) -> Result<Dissolution, Refusal> {
        let id = |number| UnitId(Uuid::from_u128(number));
        let units = [(1, None), (2, Some(1)), (3, Some(1)), (4, Some(3))];
        let units = units.map(|(number, superior)| {
            let unit = Unit {
                id: id(number),
                code: number.to_string(),
                name: "示例".into(),
                kind: UnitKind::Branch,
                superior: superior.map(id),
            };
            (unit.id, unit)
        });
        let ended: Vec<_> = ended.iter().map(|number| id(*number)).collect();
        Dissolution::judge(
            (id(unit), id(successor)),
            "支部合并",
            &HashMap::from(units),
            &ended,
        )
    }

    #[test]
    fn a_unit_ends_once_and_into_one_that_lasts() {
        assert!(judged(3, 2, &[]).is_ok());
        assert!(judged(4, 1, &[]).is_ok());
        assert_eq!(judged(1, 2, &[]), Err(Refusal::TopmostUnit));
        assert_eq!(judged(3, 2, &[3]), Err(Refusal::EndedAlready));
        assert_eq!(judged(3, 2, &[2]), Err(Refusal::SuccessorEnded));
        assert_eq!(judged(3, 9, &[]), Err(Refusal::SuccessorEnded));
        for successor in [3, 4] {
            assert_eq!(judged(3, successor, &[]), Err(Refusal::SuccessorBelow));
        }
    }
}

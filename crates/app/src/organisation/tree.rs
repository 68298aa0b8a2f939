use std::collections::HashMap;

use domain::decision::Decision;
use domain::ids::{PersonId, UnitId};
use domain::organisation::{Unit, tree_faults};

use super::{administrator, store};
use crate::{App, Error, Result};

/// Moves a unit with everything below it under another superior. Everybody's rights follow at once.
pub async fn move_unit(app: &App, by: PersonId, unit: UnitId, superior: UnitId) -> Result<()> {
    app.change(Some(by), async |change| {
        administrator(change).await?;
        let units = store::units(&mut change.tx).await?;
        let mut units: HashMap<_, _> = units.into_iter().map(|unit| (unit.id, unit)).collect();
        let moved = units.get_mut(&unit).ok_or(Error::NotFound)?;
        moved.superior = Some(superior);
        let moved = moved.clone();
        if let Some(fault) = tree_faults(&units).into_iter().next() {
            return Err(fault.into());
        }
        change.record(Decision::Unit(moved)).await
    })
    .await
}

/// Founds a unit, or changes one.
pub async fn save(app: &App, by: PersonId, unit: Unit) -> Result<()> {
    app.change(Some(by), async |change| {
        administrator(change).await?;
        let units = store::units(&mut change.tx).await?;
        let mut units: HashMap<_, _> = units.into_iter().map(|unit| (unit.id, unit)).collect();
        let unit = Unit {
            name: domain::organisation::name(&unit.name)?,
            ..unit
        };
        units.insert(unit.id, unit.clone());
        if let Some(fault) = tree_faults(&units).into_iter().next() {
            return Err(fault.into());
        }
        change.record(Decision::Unit(unit)).await
    })
    .await
}

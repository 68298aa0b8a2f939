use std::collections::HashMap;

use domain::ids::UnitId;
use domain::organisation::{Group, Unit};

use super::store;
use crate::{App, Result};

/// A unit in the order of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitLine {
    /// The unit.
    pub unit: Unit,
    /// How many units are above it.
    pub depth: usize,
}

/// Every unit, each before those below it, neighbours by code.
pub async fn directory(app: &App) -> Result<Vec<UnitLine>> {
    let mut tx = app.view().await?;
    let mut below: HashMap<Option<UnitId>, Vec<Unit>> = HashMap::new();
    for unit in store::units(&mut tx).await? {
        below.entry(unit.superior).or_default().push(unit);
    }
    let mut lines = Vec::new();
    let mut waiting: Vec<(usize, Unit)> = children(&mut below, None, 0);
    while let Some((depth, unit)) = waiting.pop() {
        waiting.extend(children(&mut below, Some(unit.id), depth + 1));
        lines.push(UnitLine { unit, depth });
    }
    Ok(lines)
}

/// The topmost unit, whose rulebooks hold for all that have none of their own.
pub async fn root(app: &App) -> Result<Option<UnitId>> {
    let mut tx = app.view().await?;
    store::root(&mut tx).await
}

/// The units right below one, the last by code first, as a stack wants them.
fn children(
    below: &mut HashMap<Option<UnitId>, Vec<Unit>>,
    superior: Option<UnitId>,
    depth: usize,
) -> Vec<(usize, Unit)> {
    let units = below.remove(&superior).unwrap_or_default();
    units.into_iter().rev().map(|unit| (depth, unit)).collect()
}

/// Every unit and every group, for whoever puts an audience together.
pub async fn choices(app: &App) -> Result<(Vec<Unit>, Vec<Group>)> {
    let mut tx = app.view().await?;
    Ok((store::units(&mut tx).await?, store::groups(&mut tx).await?))
}

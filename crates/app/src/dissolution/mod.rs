//! The end of a unit: its matters, plans, posts, people and the units below it pass to its successor.

pub(crate) mod store;

use std::collections::HashMap;

use domain::decision::Decision;
use domain::dissolution::Dissolution;
use domain::ids::{PersonId, UnitId};
use domain::organisation::{Person, Post, Unit};
use domain::words::Duty;

use crate::organisation::{self, administrator};
use crate::{App, Change, Result, post};

/// What passes when a unit ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passing {
    /// Its matters.
    pub matters: i64,
    /// Its plans that are not released yet.
    pub plans: i64,
    /// Its posts.
    pub posts: usize,
    /// The people on its roster.
    pub people: usize,
    /// The units directly below it.
    pub units: usize,
}

/// Ends a unit. Everything it had passes to the successor in the same moment.
pub async fn dissolve(app: &App, by: PersonId, unit: UnitId, successor: UnitId, reason: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        administrator(change).await?;
        let units = organisation::store::units(&mut change.tx).await?;
        let units: HashMap<_, _> = units.into_iter().map(|unit| (unit.id, unit)).collect();
        let ended: Vec<_> = store::all(&mut change.tx)
            .await?
            .into_iter()
            .map(|(unit, ..)| unit)
            .collect();
        let dissolution = Dissolution::judge((unit, successor), reason, &units, &ended)?;
        change.record(Decision::Dissolution(dissolution)).await?;
        pass(change, unit, successor).await
    })
    .await
}

async fn pass(change: &mut Change<'_>, unit: UnitId, successor: UnitId) -> Result<()> {
    for below in organisation::store::children(&mut change.tx, unit).await? {
        let superior = Some(successor);
        change.record(Decision::Unit(Unit { superior, ..below })).await?;
    }
    for person in organisation::store::roll(&mut change.tx, unit).await? {
        let unit = successor;
        change.record(Decision::Person(Person { unit, ..person })).await?;
    }
    for one in post::store::of_unit(&mut change.tx, unit).await? {
        let unit = successor;
        change.record(Decision::Post(Post { unit, ..one })).await?;
    }
    Ok(())
}

/// What would pass, for the administrator who is about to decide.
pub async fn passing(app: &App, by: PersonId, unit: UnitId) -> Result<Passing> {
    let mut tx = app.view().await?;
    organisation::officer_in(app, &mut tx, Some(by), &[Duty::Administer]).await?;
    let (matters, plans) = store::passing(&mut tx, unit).await?;
    Ok(Passing {
        matters,
        plans,
        posts: post::store::of_unit(&mut tx, unit).await?.len(),
        people: organisation::store::roll(&mut tx, unit).await?.len(),
        units: organisation::store::children(&mut tx, unit).await?.len(),
    })
}

/// The units that ended, each with its successor and the reason.
pub async fn ended(app: &App) -> Result<Vec<(UnitId, UnitId, String)>> {
    let mut tx = app.view().await?;
    store::all(&mut tx).await
}

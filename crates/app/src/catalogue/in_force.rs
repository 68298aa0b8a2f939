use std::sync::Arc;

use db::Tx;
use domain::ids::{RulebookId, UnitId};
use domain::rulebook::Rulebook;
use domain::words::Track;
use jiff::civil::Date;

use crate::rulebook::store::{self, Own};
use crate::{App, Error, Result, organisation, rulebook};

/// The catalogue that holds for a unit, for everybody to read.
#[derive(Clone, Debug)]
pub struct InForce {
    /// The unit that was asked about.
    pub unit_name: String,
    /// What holds today; nothing when no unit of its line has one.
    pub held: Option<Published>,
    /// What holds of the other track, since entries of the two may be about the same thing.
    pub other: Option<Arc<Rulebook>>,
    /// The unit's own versions, the one that holds last first.
    pub versions: Vec<Published>,
}

/// A version that was put in force.
#[derive(Clone, Debug)]
pub struct Published {
    /// Which.
    pub id: RulebookId,
    /// Whose.
    pub unit: UnitId,
    /// The unit's name.
    pub unit_name: String,
    /// The first day it holds.
    pub from: Date,
    /// Its rules.
    pub rules: Arc<Rulebook>,
}

/// The catalogue of a track that holds for a unit.
pub async fn in_force(app: &App, unit: UnitId, track: Track) -> Result<InForce> {
    let mut tx = app.view().await?;
    let found = organisation::store::unit(&mut tx, unit).await?;
    let unit_name = found.ok_or(Error::NotFound)?.name;
    let held = match rulebook::in_force_in(app, &mut tx, unit, track).await? {
        Some(held) => one(app, &mut tx, held.id).await?,
        None => None,
    };
    let other = match track {
        Track::Party => Track::Government,
        Track::Government => Track::Party,
    };
    let other = rulebook::in_force_in(app, &mut tx, unit, other).await?;
    let mut versions = Vec::new();
    for own in store::own(&mut tx, unit, track).await? {
        versions.push(published(app, &mut tx, own).await?);
    }
    Ok(InForce {
        unit_name,
        held,
        other: other.map(|other| other.rules),
        versions,
    })
}

/// A version that was put in force, whether it still holds or not.
pub async fn version(app: &App, id: RulebookId) -> Result<Published> {
    let mut tx = app.view().await?;
    one(app, &mut tx, id).await?.ok_or(Error::NotFound)
}

/// Two versions of the same track, the older one first.
pub async fn between(app: &App, older: RulebookId, newer: RulebookId) -> Result<(Published, Published)> {
    let mut tx = app.view().await?;
    let older = one(app, &mut tx, older).await?.ok_or(Error::NotFound)?;
    let newer = one(app, &mut tx, newer).await?.ok_or(Error::NotFound)?;
    if older.rules.track == newer.rules.track {
        Ok((older, newer))
    } else {
        Err(Error::NotFound)
    }
}

async fn one(app: &App, tx: &mut Tx, id: RulebookId) -> Result<Option<Published>> {
    match store::version(tx, id).await? {
        Some(own) => published(app, tx, own).await.map(Some),
        None => Ok(None),
    }
}

async fn published(app: &App, tx: &mut Tx, own: Own) -> Result<Published> {
    let unit = organisation::store::unit(tx, own.unit).await?;
    Ok(Published {
        id: own.id,
        unit: own.unit,
        unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
        from: own.from,
        rules: rulebook::of_in(app, tx, own.id).await?,
    })
}

use std::sync::Arc;

use db::Tx;
use domain::catalogue::{Obstacles, Version, day_in_force};
use domain::ids::{CatalogueId, ContentId};
use domain::rulebook::Rulebook;
use jiff::civil::Date;

use super::store;
use crate::{App, Error, Result, content, rulebook};

/// A version with everything the rules ask about it.
pub(crate) struct Loaded {
    pub(crate) version: Version,
    pub(crate) rules: Rulebook,
    /// The day from which it would hold if it were accepted today.
    pub(crate) day: Date,
    /// What holds above on that day.
    pub(crate) superior: Option<Arc<Rulebook>>,
}

impl Loaded {
    /// What stands in the way of sending it on.
    pub(crate) fn obstacles(&self) -> Obstacles {
        Obstacles::of(&self.rules, self.superior.as_deref())
    }
}

pub(crate) async fn load(app: &App, tx: &mut Tx, id: CatalogueId) -> Result<Loaded> {
    let version = store::version(tx, id).await?.ok_or(Error::NotFound)?;
    let rules = text(tx, version.sealed.content).await?;
    let own = rulebook::store::own(tx, version.unit, version.track).await?;
    let day = day_in_force(
        rules.in_force_from,
        app.today(),
        own.first().map(|last| last.from),
    );
    let superior = match version.superior {
        Some(superior) => rulebook::in_force_on(app, tx, (superior, version.track), day).await?,
        None => None,
    };
    Ok(Loaded {
        version,
        rules,
        day,
        superior: superior.map(|held| held.rules),
    })
}

async fn text(tx: &mut Tx, content: ContentId) -> Result<Rulebook> {
    let bytes = content::store::bytes(tx, content).await?.ok_or(Error::NotFound)?;
    Ok(Rulebook::parse("catalogue", &String::from_utf8_lossy(&bytes))?)
}

use domain::actor::Actor;
use domain::catalogue::Step;
use domain::decision::Decision;
use domain::ids::{CatalogueId, PersonId};
use domain::refusal::CatalogueRefusal;

use super::{Loaded, load};
use crate::{App, Error, Result};

/// Sends a version to be checked.
pub async fn submit(app: &App, by: PersonId, (id, seen): (CatalogueId, i64)) -> Result<()> {
    step(app, by, id, |loaded, actor| {
        loaded.version.submit(seen, &loaded.obstacles(), actor)
    })
    .await
}

/// Finds a version in order.
pub async fn check(app: &App, by: PersonId, (id, seen): (CatalogueId, i64), words: &str) -> Result<()> {
    step(app, by, id, |loaded, actor| {
        loaded.version.check(seen, words, actor)
    })
    .await
}

/// Files a version with the superior unit (报送备案).
pub async fn file(app: &App, by: PersonId, (id, seen): (CatalogueId, i64), words: &str) -> Result<()> {
    step(app, by, id, |loaded, actor| {
        loaded.version.file(seen, words, &loaded.obstacles(), actor)
    })
    .await
}

/// Sends a version back to its drafters.
pub async fn send_back(app: &App, by: PersonId, (id, seen): (CatalogueId, i64), words: &str) -> Result<()> {
    step(app, by, id, |loaded, actor| {
        loaded.version.send_back(seen, words, actor)
    })
    .await
}

async fn step(
    app: &App,
    by: PersonId,
    id: CatalogueId,
    judge: impl Fn(&Loaded, &Actor) -> std::result::Result<Step, CatalogueRefusal> + Clone,
) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = load(app, &mut change.tx, id).await?;
        if !loaded.version.may_see(&actor) {
            return Err(Error::NotFound);
        }
        let step = judge(&loaded, &actor)?;
        change.record(Decision::CatalogueStep(step)).await
    })
    .await
}

use domain::decision::{Decision, Enactment};
use domain::ids::{CatalogueId, PersonId, RulebookId};
use domain::refusal::RequestRefusal;

use super::load;
use crate::{App, Error, Result, rulebook};

/// Accepts a filing for the superior unit: from its day the version is in force, byte for byte.
pub async fn accept(
    app: &App,
    by: PersonId,
    (id, seen): (CatalogueId, i64),
    words: &str,
) -> Result<RulebookId> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = load(app, &mut change.tx, id).await?;
        if !loaded.version.may_see(&actor) {
            return Err(Error::NotFound);
        }
        let step = loaded.version.accept(seen, words, &loaded.obstacles(), &actor)?;
        let (version, rules) = (loaded.version, loaded.rules);
        let number = i64::from(rules.version);
        // an administrator may have put one in force in the meantime
        let taken = rulebook::store::versions(&mut change.tx, version.unit, &rules.code).await?;
        if taken.contains(&number) {
            let (title, version) = (rules.title, rules.version);
            return Err(RequestRefusal::Enacted { title, version }.into());
        }
        let enactment = Enactment {
            id: RulebookId(app.new_id()),
            code: rules.code,
            version: number,
            track: version.track,
            unit: version.unit,
            in_force_from: loaded.day,
            sealed: version.sealed,
        };
        let in_force = enactment.id;
        change.record(Decision::Rulebook(enactment)).await?;
        change.record(Decision::CatalogueStep(step)).await?;
        Ok(in_force)
    })
    .await
}

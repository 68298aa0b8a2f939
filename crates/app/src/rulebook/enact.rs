use domain::decision::{Decision, Enactment};
use domain::ids::{PersonId, RulebookId, UnitId};
use domain::refusal::RequestRefusal;
use domain::rulebook::Rulebook;

use super::store;
use crate::organisation::administrator;
use crate::{App, Result};

/// Puts a rulebook in force for a unit and all below it. Its text is read strictly first; all faults are told.
pub async fn enact(
    app: &App,
    by: Option<PersonId>,
    unit: UnitId,
    (file, text): (&str, &str),
) -> Result<RulebookId> {
    let rulebook = Rulebook::parse(file, text)?;
    app.change(by, async |change| {
        administrator(change).await?;
        let version = i64::from(rulebook.version);
        if store::versions(&mut change.tx, unit, &rulebook.code)
            .await?
            .contains(&version)
        {
            let (title, version) = (rulebook.title.clone(), rulebook.version);
            return Err(RequestRefusal::Enacted { title, version }.into());
        }
        let enactment = Enactment {
            id: RulebookId(app.new_id()),
            code: rulebook.code.clone(),
            version,
            track: rulebook.track,
            unit,
            in_force_from: rulebook.in_force_from,
            sealed: change.seal(text.as_bytes()).await?,
        };
        let id = enactment.id;
        change.record(Decision::Rulebook(enactment)).await?;
        Ok(id)
    })
    .await
}

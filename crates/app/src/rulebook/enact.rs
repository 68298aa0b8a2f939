use domain::decision::{Decision, Enactment};
use domain::ids::{RulebookId, UnitId};
use domain::refusal::RequestRefusal;
use domain::rulebook::Rulebook;

use super::store;
use crate::{App, Result};

/// Puts a unit's first rulebook of a track in force, for it and all below it, when a platform is set up. No person does
/// this, and nothing does it once work has begun: from then on a catalogue holds when it was drafted, checked, filed and
/// accepted. Its text is read strictly first; all faults are told.
pub async fn enact(app: &App, unit: UnitId, (file, text): (&str, &str)) -> Result<RulebookId> {
    let rulebook = Rulebook::parse(file, text)?;
    app.change(None, async |change| {
        let own = store::own(&mut change.tx, unit, rulebook.track).await?;
        if !own.is_empty() || store::work_has_begun(&mut change.tx).await? {
            return Err(RequestRefusal::SetUp.into());
        }
        let enactment = Enactment {
            id: RulebookId(app.new_id()),
            code: rulebook.code.clone(),
            version: i64::from(rulebook.version),
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

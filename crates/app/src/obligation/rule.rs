use domain::actor::Actor;
use domain::decision::Decision;
use domain::ids::{ExcuseId, PersonId};
use domain::obligation::{Excuse, may_see};

use super::ask::Key;
use super::pressing::Question;
use super::store;
use super::year::find;
use crate::organisation::{self, actor_in};
use crate::{App, Error, Result, plan};

/// Answers what a unit asked: consents, or declines, with words.
pub async fn rule(app: &App, by: PersonId, id: ExcuseId, (consents, words): (bool, &str)) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let (excuse, superior) = seen(&mut change.tx, &actor, id).await?;
        let ruling = excuse.rule(superior, (consents, words), (&actor, change.now))?;
        change.record(Decision::ExcuseRuling(ruling)).await
    })
    .await
}

/// What a unit asked, for those who see what it owes.
pub async fn show(app: &App, person: PersonId, id: ExcuseId) -> Result<Question> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let (excuse, superior) = seen(&mut tx, &actor, id).await?;
    let key = Key {
        track: excuse.track,
        entry: excuse.entry.clone(),
        about: excuse.about,
    };
    let unit = organisation::store::unit(&mut tx, excuse.unit).await?;
    let ruled_by = match &excuse.ruling {
        Some(ruled) => Some(plan::hand(&mut tx, ruled.by, ruled.for_whom).await?),
        None => None,
    };
    Ok(Question {
        unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
        asked_by: plan::hand(&mut tx, excuse.by, excuse.for_whom).await?,
        ruled_by,
        may_rule: excuse.may_rule(superior, &actor).is_ok(),
        owed: find(app, &mut tx, excuse.unit, &key).await.ok(),
        excuse,
    })
}

async fn seen(tx: &mut db::Tx, actor: &Actor, id: ExcuseId) -> Result<(Excuse, Option<domain::ids::UnitId>)> {
    let excuse = store::excuse(tx, id).await?.ok_or(Error::NotFound)?;
    let line = organisation::store::line(tx, excuse.unit).await?;
    if !may_see(actor, &line) {
        return Err(Error::NotFound);
    }
    Ok((excuse, line.get(1).copied()))
}

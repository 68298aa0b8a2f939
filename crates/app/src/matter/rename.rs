use db::Tx;
use domain::actor::Actor;
use domain::decision::Decision;
use domain::ids::{MatterId, PersonId};
use domain::matter::{Begun, Matter};

use super::store;
use crate::{App, Change, Error, Result, plan, release};

/// Gives a matter another name, before anything of it was released.
pub async fn rename(app: &App, by: PersonId, id: MatterId, title: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let (matter, begun, actor) = in_hand(change, id).await?;
        let renaming = matter.rename(title, begun, &actor)?;
        if renaming.title == matter.title {
            return Ok(());
        }
        change.record(Decision::MatterRenamed(renaming)).await
    })
    .await
}

/// A matter as those who work in its unit find it when they undo something, and how far it has come.
pub(super) async fn in_hand(change: &mut Change<'_>, id: MatterId) -> Result<(Matter, Begun, Actor)> {
    let actor = change.actor().await?;
    let matter = store::matter(&mut change.tx, id).await?.ok_or(Error::NotFound)?;
    if !actor.works_in(matter.unit) {
        return Err(Error::NotFound);
    }
    let begun = begun(&mut change.tx, &matter).await?;
    Ok((matter, begun, actor))
}

/// How far a matter has come.
pub(crate) async fn begun(tx: &mut Tx, matter: &Matter) -> Result<Begun> {
    let plans = plan::store::of_matter(tx, matter.id).await?;
    let judged = |state: &str| matches!(state, "in_review" | "approved");
    Ok(Begun {
        shown: !release::store::stages(tx, matter.id).await?.is_empty()
            || !store::skips(tx, matter.id).await?.is_empty(),
        judged: plans.iter().any(|plan| judged(&plan.state)),
        planned: !plans.is_empty(),
        spoken_of: store::is_spoken_of(tx, matter.id).await?,
    })
}

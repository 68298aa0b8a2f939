use domain::decision::Decision;
use domain::ids::{PersonId, PlanId};
use domain::words::ReviewKind;

use super::load;
use crate::{App, Result};

/// Gives an opinion of one kind on the edition the reviewer saw; a disagreement sends the plan back.
pub async fn review(
    app: &App,
    by: PersonId,
    (plan, seen): (PlanId, i64),
    kind: ReviewKind,
    (agrees, words): (bool, &str),
) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = load(app, &mut change.tx, plan).await?.seen_by(&actor)?;
        let opinion = loaded.plan.review(
            (seen, kind),
            (agrees, words),
            loaded.entry()?,
            (&actor, change.now),
        )?;
        change.record(Decision::Opinion(opinion)).await
    })
    .await
}

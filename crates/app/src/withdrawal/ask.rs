use domain::decision::Decision;
use domain::ids::{PersonId, PlanId, WithdrawalId};
use domain::words::Ground;

use super::released;
use crate::{App, Result};

/// Asks that what a plan released be withdrawn, with all its versions. Nothing changes before somebody confirms.
pub async fn ask(
    app: &App,
    by: PersonId,
    plan: PlanId,
    (ground, words): (Option<Ground>, &str),
) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let (_, released, _) = released(app, &mut change.tx, (plan, &actor)).await?;
        let id = WithdrawalId(app.new_id());
        let request = released.ask(id, (ground, words), &actor)?;
        change.record(Decision::WithdrawalRequest(request)).await
    })
    .await
}

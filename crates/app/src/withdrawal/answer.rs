use domain::decision::Decision;
use domain::ids::{PersonId, PlanId};

use super::released;
use crate::{App, Result};

/// Withdraws what a plan released: from this moment nobody reads its text.
pub async fn confirm(app: &App, by: PersonId, plan: PlanId) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let (_, released, _) = released(app, &mut change.tx, (plan, &actor)).await?;
        let confirmation = released.confirm(&actor)?;
        change.record(Decision::Withdrawal(confirmation)).await
    })
    .await
}

/// Declines the request, with a reason: what was released stays.
pub async fn decline(app: &App, by: PersonId, plan: PlanId, words: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let (_, released, _) = released(app, &mut change.tx, (plan, &actor)).await?;
        let declination = released.decline(words, &actor)?;
        change.record(Decision::WithdrawalDeclined(declination)).await
    })
    .await
}

use domain::decision::Decision;
use domain::ids::{PersonId, PlanId};

use super::released;
use crate::{App, Result};

/// Takes one's own request back: what was released stays, and somebody may ask again.
pub async fn take_back(app: &App, by: PersonId, plan: PlanId) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let (_, released, _) = released(app, &mut change.tx, (plan, &actor)).await?;
        let back = released.take_back(&actor)?;
        change.record(Decision::WithdrawalTakenBack(back)).await
    })
    .await
}

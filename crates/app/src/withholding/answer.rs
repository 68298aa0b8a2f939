use domain::decision::Decision;
use domain::ids::{PersonId, WithholdingId};

use super::notice;
use crate::{App, Result, release};

/// Confirms a notice that somebody else filed: what it names is not owed any more.
pub async fn confirm(app: &App, by: PersonId, id: WithholdingId) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let (notice, _) = notice(app, &mut change.tx, (id, &actor)).await?;
        let confirmation = notice.confirm(release::number(app, "BY"), &actor)?;
        change.record(Decision::Withholding(confirmation)).await
    })
    .await
}

/// Declines it, with a reason: everything stays owed.
pub async fn decline(app: &App, by: PersonId, id: WithholdingId, words: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let (notice, _) = notice(app, &mut change.tx, (id, &actor)).await?;
        let declination = notice.decline(words, &actor)?;
        change.record(Decision::WithholdingDeclined(declination)).await
    })
    .await
}

/// Ends one that holds, with a reason: what it withheld is owed again.
pub async fn end(app: &App, by: PersonId, id: WithholdingId, words: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let (notice, _) = notice(app, &mut change.tx, (id, &actor)).await?;
        let end = notice.end(words, &actor)?;
        change.record(Decision::WithholdingEnd(end)).await
    })
    .await
}

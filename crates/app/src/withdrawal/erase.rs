use domain::decision::Decision;
use domain::ids::{PersonId, PlanId};

use super::{released, store};
use crate::jobs::{self, Kind};
use crate::{App, Result, content};

/// Destroys what was withdrawn: every edition of its text, its files, its words in the search, and the key to its leaf.
/// The leaf stays as noise; the journal keeps who did this, and why.
pub async fn erase(app: &App, by: PersonId, plan: PlanId, words: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let (loaded, released, _) = released(app, &mut change.tx, (plan, &actor)).await?;
        released.may_erase(&actor)?;
        let contents = store::editions(&mut change.tx, plan, loaded.matter.at).await?;
        for content in &contents {
            let proposal = content::store::proposal(&mut change.tx, *content).await?;
            for file in proposal.attachments {
                // files are no part of the transaction: that they are to go is
                jobs::enqueue(change, Kind::RemoveFile, file.sealed.content.0, change.now).await?;
            }
        }
        let erasure = released.erase(contents, words, &actor)?;
        change.record(Decision::Erasure(erasure)).await
    })
    .await
}

use domain::decision::Decision;
use domain::ids::{PersonId, PlanId};

use super::{released, store};
use crate::{App, Result, content};

/// Destroys what was withdrawn: every edition of its text, its files, its words in the search, and the key to its leaf.
/// The leaf stays as noise; the journal keeps who did this, and why.
pub async fn erase(app: &App, by: PersonId, plan: PlanId, words: &str) -> Result<()> {
    let files = app
        .change(Some(by), async |change| {
            let actor = change.actor().await?;
            let (loaded, released, _) = released(app, &mut change.tx, (plan, &actor)).await?;
            released.may_erase(&actor)?;
            let contents = store::editions(&mut change.tx, plan, loaded.matter.at).await?;
            let mut files = Vec::new();
            for content in &contents {
                files.extend(
                    content::store::proposal(&mut change.tx, *content)
                        .await?
                        .attachments,
                );
            }
            let erasure = released.erase(contents, words, &actor)?;
            change.record(Decision::Erasure(erasure)).await?;
            Ok(files)
        })
        .await?;
    for file in files {
        app.files.drop(file.sealed.content).await;
    }
    Ok(())
}

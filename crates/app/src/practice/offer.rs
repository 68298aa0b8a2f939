use domain::decision::Decision;
use domain::ids::{DisclosureId, PersonId};
use domain::practice::{Shelved, Step};

use super::store;
use crate::reader::Reader;
use crate::{App, Change, Error, Result};

/// Puts a disclosure of one's unit on the shelf, in its newest version, with words why it is worth following.
pub async fn offer(app: &App, by: PersonId, disclosure: DisclosureId, words: &str) -> Result<()> {
    let found = Found::of(app, by, disclosure).await?;
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let offer = found.shelved(change).await?.offer(words, &actor)?;
        change.record(Decision::Practice(Step::Offered(offer))).await
    })
    .await
}

/// Takes it off the shelf. Whatever was taken over stays where it is.
pub async fn end(app: &App, by: PersonId, disclosure: DisclosureId) -> Result<()> {
    let found = Found::of(app, by, disclosure).await?;
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let end = found.shelved(change).await?.end(&actor)?;
        change.record(Decision::Practice(Step::Ended(end))).await
    })
    .await
}

/// A disclosure that the person reads.
struct Found {
    disclosure: crate::reader::Disclosure,
}

impl Found {
    async fn of(app: &App, by: PersonId, id: DisclosureId) -> Result<Self> {
        let mut reader = Reader::open(app, Some(by)).await?;
        let disclosure = reader.disclosure(id).await?.ok_or(Error::NotFound)?;
        Ok(Self { disclosure })
    }

    async fn shelved(&self, change: &mut Change<'_>) -> Result<Shelved> {
        let found = &self.disclosure;
        Ok(Shelved {
            disclosure: found.newest.unwrap_or(found.id),
            unit: found.unit,
            offered: store::offered(&mut change.tx, (found.matter, found.stage)).await?,
        })
    }
}

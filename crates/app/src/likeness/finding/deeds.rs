use domain::actor::Actor;
use domain::decision::Decision;
use domain::ids::{DisclosureId, PersonId};
use domain::likeness::{Found, Outcome, Step, may_see};

use super::pair::{found, of_pair};
use super::store;
use crate::likeness::text::Held;
use crate::{App, Change, Error, Result};

/// Says for a unit why what it disclosed is alike to another disclosure.
pub async fn answer(app: &App, by: PersonId, pair: (DisclosureId, DisclosureId), words: &str) -> Result<()> {
    // only of what they may see is there anything to say
    of_pair(app, by, pair).await?;
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let answered = load(change, pair, &actor).await?.answer(words, &actor)?;
        change.record(Decision::Likeness(Step::Answered(answered))).await
    })
    .await
}

/// Closes it, as somebody who supervises.
pub async fn close(
    app: &App,
    by: PersonId,
    pair: (DisclosureId, DisclosureId),
    (outcome, words): (Option<Outcome>, &str),
) -> Result<()> {
    of_pair(app, by, pair).await?;
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let closed = load(change, pair, &actor).await?.close(outcome, words, &actor)?;
        change.record(Decision::Likeness(Step::Closed(closed))).await
    })
    .await
}

/// The finding, for those who are told of it.
async fn load(
    change: &mut Change<'_>,
    (id, source): (DisclosureId, DisclosureId),
    actor: &Actor,
) -> Result<Found> {
    let held = Held::all(&mut change.tx, &[id])
        .await?
        .remove(&id)
        .ok_or(Error::NotFound)?;
    let said = store::said(&mut change.tx, &[id]).await?;
    let said: Vec<_> = said.into_iter().filter(|said| said.source == source.0).collect();
    let found = found(&mut change.tx, (&held, source), &said).await?;
    may_see(actor, &found.line)
        .then_some(found)
        .ok_or(Error::NotFound)
}

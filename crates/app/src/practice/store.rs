use db::Tx;
use domain::ids::{DisclosureId, MatterId};
use domain::practice::{End, Offer, Step};
use domain::time::Timestamp;
use domain::words::Stage;
use uuid::Uuid;

use crate::Result;

/// What a step means for the shelf.
pub(crate) async fn apply(tx: &mut Tx, step: &Step, at: Timestamp) -> Result<()> {
    match step {
        Step::Offered(offer) => save(tx, offer, at).await,
        Step::Ended(end) => save_end(tx, end, at).await,
    }
}

async fn save(tx: &mut Tx, offer: &Offer, at: Timestamp) -> Result<()> {
    tx.query(
        "insert into practice (disclosure, words, by_person, at, ended_by, ended_at)
         values ($1, $2, $3, $4, null, null)
         on conflict (disclosure) do update set words = excluded.words, by_person = excluded.by_person,
             at = excluded.at, ended_by = null, ended_at = null",
    )
    .bind(offer.disclosure.0)
    .bind(&offer.words)
    .bind(offer.by.0)
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

async fn save_end(tx: &mut Tx, end: &End, at: Timestamp) -> Result<()> {
    tx.query("update practice set ended_by = $2, ended_at = $3 where disclosure = $1")
        .bind(end.disclosure.0)
        .bind(end.by.0)
        .bind(at.0)
        .execute()
        .await?;
    Ok(())
}

/// The version of a stage that is on the shelf.
pub(super) async fn offered(tx: &mut Tx, (matter, stage): (MatterId, Stage)) -> Result<Option<DisclosureId>> {
    let found = tx
        .query(
            "select practice.disclosure from practice join disclosure on disclosure.id = practice.disclosure
             where disclosure.matter = $1 and disclosure.stage = $2 and practice.ended_at is null
             order by practice.at desc limit 1",
        )
        .bind(matter.0)
        .bind(stage.code())
        .first::<(Uuid,)>()
        .await?;
    Ok(found.map(|(id,)| DisclosureId(id)))
}

/// What a released text credits.
pub(crate) async fn save_credits(
    tx: &mut Tx,
    disclosure: DisclosureId,
    sources: &[DisclosureId],
) -> Result<()> {
    for source in sources {
        tx.query("insert into credit (disclosure, source) values ($1, $2)")
            .bind(disclosure.0)
            .bind(source.0)
            .execute()
            .await?;
    }
    Ok(())
}

use db::Tx;
use domain::ids::{MatterId, PersonId};
use domain::time::Timestamp;
use domain::words::Stage;

use super::{Kept, Writing};
use crate::Result;

type Place = (MatterId, Stage);

/// When somebody began, and when they last typed.
pub(super) async fn moments(
    tx: &mut Tx,
    (matter, stage): Place,
    person: PersonId,
) -> Result<Option<(Timestamp, Timestamp)>> {
    let found = tx
        .query("select begun_at, at from autosave where matter = $1 and stage = $2 and person = $3")
        .bind(matter.0)
        .bind(stage.code())
        .bind(person.0)
        .first::<(i64, i64)>()
        .await?;
    Ok(found.map(|(begun, last)| (Timestamp(begun), Timestamp(last))))
}

pub(super) async fn save(
    tx: &mut Tx,
    (matter, stage): Place,
    person: PersonId,
    (edition, form): (i64, &str),
    (begun, now): (Timestamp, Timestamp),
) -> Result<()> {
    tx.query(
        "insert into autosave (matter, stage, person, edition, begun_at, at, form)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (matter, stage, person) do update set edition = excluded.edition,
             begun_at = excluded.begun_at, at = excluded.at, form = excluded.form",
    )
    .bind(matter.0)
    .bind(stage.code())
    .bind(person.0)
    .bind(edition)
    .bind(begun.0)
    .bind(now.0)
    .bind(form)
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn kept(tx: &mut Tx, (matter, stage): Place, person: PersonId) -> Result<Option<Kept>> {
    let found = tx
        .query("select at, edition, form from autosave where matter = $1 and stage = $2 and person = $3")
        .bind(matter.0)
        .bind(stage.code())
        .bind(person.0)
        .first::<(i64, i64, String)>()
        .await?;
    Ok(found.map(|(at, edition, form)| Kept {
        at: Timestamp(at),
        edition,
        form,
    }))
}

pub(super) async fn others(
    tx: &mut Tx,
    (matter, stage): Place,
    person: PersonId,
    since: Timestamp,
) -> Result<Vec<Writing>> {
    let rows = tx
        .query(
            "select person.name, autosave.begun_at from autosave join person on person.id = autosave.person
             where autosave.matter = $1 and autosave.stage = $2 and autosave.person <> $3 and $4 <= autosave.at
             order by autosave.begun_at, person.id",
        )
        .bind(matter.0)
        .bind(stage.code())
        .bind(person.0)
        .bind(since.0)
        .all::<(String, i64)>()
        .await?;
    let writing = |(name, since)| Writing {
        name,
        since: Timestamp(since),
    };
    Ok(rows.into_iter().map(writing).collect())
}

/// Forgets what was kept for somebody, since it is saved by now or they want it no more.
pub(crate) async fn forget(tx: &mut Tx, (matter, stage): Place, person: PersonId) -> Result<()> {
    tx.query("delete from autosave where matter = $1 and stage = $2 and person = $3")
        .bind(matter.0)
        .bind(stage.code())
        .bind(person.0)
        .execute()
        .await?;
    Ok(())
}

/// Forgets whatever anybody typed about a matter.
pub(crate) async fn forget_matter(tx: &mut Tx, matter: MatterId) -> Result<()> {
    tx.query("delete from autosave where matter = $1")
        .bind(matter.0)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn forget_before(tx: &mut Tx, oldest: Timestamp) -> Result<()> {
    tx.query("delete from autosave where at < $1")
        .bind(oldest.0)
        .execute()
        .await?;
    Ok(())
}

use db::{Engine, Tx};
use domain::ids::PersonId;
use domain::time::Timestamp;
use uuid::Uuid;

use crate::Result;

db::record! {
    /// A job as it is claimed.
    pub(crate) struct Job {
        pub(crate) id: Uuid,
        pub(crate) kind: String,
        pub(crate) about: Uuid,
        pub(crate) tries: i64,
    }
}

pub(crate) async fn save(
    tx: &mut Tx,
    id: Uuid,
    kind: &'static str,
    about: Uuid,
    due: Timestamp,
) -> Result<()> {
    tx.query(
        "insert into job (id, kind, about, due_at, tries, leased_until) values ($1, $2, $3, $4, 0, 0)
         on conflict (kind, about) do update set due_at = excluded.due_at, tries = 0",
    )
    .bind(id)
    .bind(kind)
    .bind(about)
    .bind(due.0)
    .execute()
    .await?;
    Ok(())
}

/// The job that has been due for the longest, and which nobody is at.
pub(crate) async fn next(tx: &mut Tx, now: Timestamp, most_tries: i64) -> Result<Option<Job>> {
    let statement = match tx.engine() {
        Engine::Sqlite => {
            "select id, kind, about, tries from job
             where due_at <= $1 and leased_until <= $1 and tries < $2 order by due_at limit 1"
        }
        Engine::Postgres => {
            "select id, kind, about, tries from job
             where due_at <= $1 and leased_until <= $1 and tries < $2 order by due_at limit 1
             for update skip locked"
        }
    };
    Ok(tx.query(statement).bind(now.0).bind(most_tries).first().await?)
}

pub(crate) async fn lease(tx: &mut Tx, id: Uuid, until: Timestamp) -> Result<()> {
    tx.query("update job set leased_until = $2, tries = tries + 1 where id = $1")
        .bind(id)
        .bind(until.0)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn remove(tx: &mut Tx, id: Uuid) -> Result<()> {
    tx.query("delete from job where id = $1")
        .bind(id)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn postpone(tx: &mut Tx, id: Uuid, due: Timestamp, error: &str) -> Result<()> {
    tx.query("update job set due_at = $2, leased_until = 0, last_error = $3 where id = $1")
        .bind(id)
        .bind(due.0)
        .bind(error)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn backlog(tx: &mut Tx, most_tries: i64) -> Result<(i64, i64)> {
    let found = tx
        .query("select count(*), cast(coalesce(sum(case when $1 <= tries then 1 else 0 end), 0) as bigint) from job")
        .bind(most_tries)
        .first()
        .await?;
    Ok(found.unwrap_or((0, 0)))
}

pub(crate) async fn recorded(
    tx: &mut Tx,
    person: PersonId,
    (kind, key): (&'static str, &str),
) -> Result<Option<Uuid>> {
    let found = tx
        .query("select about from recorded where person = $1 and kind = $2 and idempotency_key = $3")
        .bind(person.0)
        .bind(kind)
        .bind(key)
        .first::<(Uuid,)>()
        .await?;
    Ok(found.map(|(about,)| about))
}

pub(crate) async fn remember(
    tx: &mut Tx,
    person: PersonId,
    (kind, key): (&'static str, &str),
    (about, at): (Uuid, Timestamp),
) -> Result<()> {
    tx.query("insert into recorded (idempotency_key, kind, person, at, about) values ($1, $2, $3, $4, $5)")
        .bind(key)
        .bind(kind)
        .bind(person.0)
        .bind(at.0)
        .bind(about)
        .execute()
        .await?;
    Ok(())
}

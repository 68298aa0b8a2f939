use db::{Engine, Tx};
use domain::ids::PersonId;
use domain::time::Timestamp;
use domain::words::{Pace, Parcel, Posted, Topic};
use uuid::Uuid;

use super::MailAddress;
use crate::Result;

db::record! {
    /// A parcel as it is claimed.
    pub(super) struct Row {
        pub(super) id: Uuid,
        pub(super) parcel: String,
        pub(super) recipient: Uuid,
        pub(super) about: i64,
        pub(super) disclosure: Option<Uuid>,
        pub(super) tries: i64,
    }

    /// A parcel on the administrator's page.
    pub(super) struct Stuck {
        pub(super) id: Uuid,
        pub(super) parcel: String,
        pub(super) recipient: Uuid,
        pub(super) state: String,
        pub(super) tries: i64,
        pub(super) due_at: i64,
        pub(super) last_error: Option<String>,
    }

    struct AddressRow {
        address: String,
        language: String,
        asked_at: i64,
        tries: i64,
        confirmed: bool,
    }
}

/// What is to be sent: kind, to whom, about what.
pub(super) struct Sending {
    pub(super) parcel: Parcel,
    pub(super) recipient: Uuid,
    pub(super) about: i64,
    pub(super) disclosure: Option<Uuid>,
}

pub(super) fn wrong(table: &'static str, column: &'static str) -> db::Error {
    db::Error::Inconsistent { table, column }
}

pub(super) async fn key(tx: &mut Tx) -> Result<Option<Vec<u8>>> {
    let found = tx
        .query("select key from telling_key where id = 1")
        .first::<(Vec<u8>,)>()
        .await?;
    Ok(found.map(|(key,)| key))
}

pub(super) async fn save_key(tx: &mut Tx, key: &[u8]) -> Result<()> {
    tx.query("insert into telling_key (id, key) values (1, $1) on conflict (id) do nothing")
        .bind(key.to_vec())
        .execute()
        .await?;
    Ok(())
}

/// Puts a parcel in, once. One that was dropped before has perhaps something to say now.
pub(super) async fn put(tx: &mut Tx, id: Uuid, sending: &Sending, due: Timestamp) -> Result<()> {
    tx.query(
        "insert into outbox (id, parcel, recipient, about, disclosure, state, due_at, leased_until, tries)
         values ($1, $2, $3, $4, $5, 'waiting', $6, 0, 0)
         on conflict (parcel, recipient, about) do update set state = 'waiting', due_at = excluded.due_at,
             tries = 0, leased_until = 0 where outbox.state = 'dropped'",
    )
    .bind(id)
    .bind(sending.parcel.code())
    .bind(sending.recipient)
    .bind(sending.about)
    .bind(sending.disclosure)
    .bind(due.0)
    .execute()
    .await?;
    Ok(())
}

/// The parcel of a channel that has been due for the longest, and which nobody carries.
pub(super) async fn next(tx: &mut Tx, now: Timestamp, announcements: bool) -> Result<Option<Row>> {
    let statement = match tx.engine() {
        Engine::Sqlite => {
            "select id, parcel, recipient, about, disclosure, tries from outbox
             where state = 'waiting' and due_at <= $1 and leased_until <= $1
                 and (parcel = 'announcement') = $2 order by due_at limit 1"
        }
        Engine::Postgres => {
            "select id, parcel, recipient, about, disclosure, tries from outbox
             where state = 'waiting' and due_at <= $1 and leased_until <= $1
                 and (parcel = 'announcement') = $2 order by due_at limit 1
             for update skip locked"
        }
    };
    Ok(tx
        .query(statement)
        .bind(now.0)
        .bind(announcements)
        .first()
        .await?)
}

pub(super) async fn lease(tx: &mut Tx, id: Uuid, until: Timestamp) -> Result<()> {
    tx.query("update outbox set leased_until = $2, tries = tries + 1 where id = $1")
        .bind(id)
        .bind(until.0)
        .execute()
        .await?;
    Ok(())
}

/// Says what became of a parcel, or when it is tried again.
pub(super) async fn settle(
    tx: &mut Tx,
    id: Uuid,
    (state, at): (Posted, Timestamp),
    error: Option<&str>,
) -> Result<()> {
    tx.query("update outbox set state = $2, due_at = $3, leased_until = 0, last_error = $4 where id = $1")
        .bind(id)
        .bind(state.code())
        .bind(at.0)
        .bind(error.map(str::to_owned))
        .execute()
        .await?;
    Ok(())
}

/// Whom a parcel is for.
pub(super) async fn recipient(tx: &mut Tx, id: Uuid) -> Result<Option<(Uuid, i64)>> {
    Ok(tx
        .query("select recipient, tries from outbox where id = $1")
        .bind(id)
        .first()
        .await?)
}

pub(super) async fn forget(tx: &mut Tx, before: Timestamp) -> Result<()> {
    tx.query("delete from outbox where due_at < $1 and state in ('sent', 'dropped')")
        .bind(before.0)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn counts(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    Ok(tx
        .query("select state, count(*) from outbox group by state")
        .all()
        .await?)
}

/// What was not sent, and what failed at least once.
pub(super) async fn stuck(tx: &mut Tx, most: i64) -> Result<Vec<Stuck>> {
    Ok(tx
        .query(
            "select id, parcel, recipient, state, tries, due_at, last_error from outbox
             where state = 'failed' or (state = 'waiting' and last_error is not null)
             order by due_at desc limit $1",
        )
        .bind(most)
        .all()
        .await?)
}

pub(super) async fn try_again(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<u64> {
    Ok(tx
        .query(
            "update outbox set state = 'waiting', due_at = $2, tries = 0
             where id = $1 and state in ('failed', 'waiting')",
        )
        .bind(id)
        .bind(now.0)
        .execute()
        .await?)
}

pub(super) async fn address(tx: &mut Tx, person: PersonId) -> Result<Option<MailAddress>> {
    let found = tx
        .query("select address, language, asked_at, tries, confirmed from mail_address where person = $1")
        .bind(person.0)
        .first::<AddressRow>()
        .await?;
    let Some(row) = found else { return Ok(None) };
    let language = domain::words::Language::from_code(&row.language);
    Ok(Some(MailAddress {
        address: row.address,
        language: language.ok_or_else(|| wrong("mail_address", "language"))?,
        confirmed: row.confirmed,
        asked_at: Timestamp(row.asked_at),
        tries: row.tries,
    }))
}

pub(super) async fn save_address(tx: &mut Tx, person: PersonId, address: &MailAddress) -> Result<()> {
    tx.query(
        "insert into mail_address (person, address, language, asked_at, tries, confirmed)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (person) do update set address = excluded.address, language = excluded.language,
             asked_at = excluded.asked_at, tries = excluded.tries, confirmed = excluded.confirmed",
    )
    .bind(person.0)
    .bind(&address.address)
    .bind(address.language.code())
    .bind(address.asked_at.0)
    .bind(address.tries)
    .bind(address.confirmed)
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn forget_address(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.query("delete from mail_address where person = $1")
        .bind(person.0)
        .execute()
        .await?;
    Ok(())
}

/// How soon somebody said they want a mail about a topic.
pub(super) async fn pace(tx: &mut Tx, person: PersonId, topic: Topic) -> Result<Option<Pace>> {
    let found = tx
        .query("select pace from wish where person = $1 and topic = $2")
        .bind(person.0)
        .bind(topic.code())
        .first::<(String,)>()
        .await?;
    Ok(found.and_then(|(code,)| Pace::from_code(&code)))
}

pub(super) async fn save_pace(tx: &mut Tx, person: PersonId, topic: Topic, pace: Pace) -> Result<()> {
    tx.query(
        "insert into wish (person, topic, pace) values ($1, $2, $3)
         on conflict (person, topic) do update set pace = excluded.pace",
    )
    .bind(person.0)
    .bind(topic.code())
    .bind(pace.code())
    .execute()
    .await?;
    Ok(())
}

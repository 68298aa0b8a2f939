use db::Tx;
use domain::account::{Passkey, PasskeyRemoval};
use domain::ids::PersonId;
use domain::time::Timestamp;
use uuid::Uuid;

use super::PasskeyView;
use crate::Result;

db::record! {
    struct Row {
        id: Uuid,
        person: Uuid,
        credential: String,
        key: String,
        may_be_copied: bool,
        name: String,
    }
}

impl From<Row> for Passkey {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            person: PersonId(row.person),
            credential: row.credential,
            key: row.key,
            may_be_copied: row.may_be_copied,
            name: row.name,
        }
    }
}

/// A new one, or another name of one that is there.
pub(crate) async fn save(tx: &mut Tx, passkey: &Passkey, at: Timestamp) -> Result<()> {
    tx.query(
        "insert into passkey (id, person, credential, public_key, may_be_copied, name, since)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do update set name = excluded.name",
    )
    .bind(passkey.id)
    .bind(passkey.person.0)
    .bind(&passkey.credential)
    .bind(&passkey.key)
    .bind(passkey.may_be_copied)
    .bind(&passkey.name)
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn remove(tx: &mut Tx, removal: PasskeyRemoval) -> Result<()> {
    tx.query("delete from passkey where id = $1")
        .bind(removal.id)
        .execute()
        .await?;
    Ok(())
}

pub(in crate::account) async fn views(tx: &mut Tx, person: PersonId) -> Result<Vec<PasskeyView>> {
    let rows = tx
        .query(
            "select passkey.id, passkey.name, passkey.since, passkey_use.used_at, passkey.may_be_copied
             from passkey left join passkey_use on passkey_use.passkey = passkey.id
             where passkey.person = $1 order by passkey.since, passkey.id",
        )
        .bind(person.0)
        .all::<(Uuid, String, i64, Option<i64>, bool)>()
        .await?;
    let view = |(id, name, since, used, may_be_copied)| PasskeyView {
        id,
        name,
        since: Timestamp(since),
        used_at: Option::map(used, Timestamp),
        may_be_copied,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// The ids of somebody's, as browsers send them.
pub(super) async fn credentials(tx: &mut Tx, person: PersonId) -> Result<Vec<String>> {
    let rows = tx
        .query("select credential from passkey where person = $1 order by since, id")
        .bind(person.0)
        .all::<(String,)>()
        .await?;
    Ok(rows.into_iter().map(|(credential,)| credential).collect())
}

pub(super) async fn one(tx: &mut Tx, person: PersonId, id: Uuid) -> Result<Option<Passkey>> {
    let row = tx
        .query(
            "select id, person, credential, public_key, may_be_copied, name from passkey
             where person = $1 and id = $2",
        )
        .bind(person.0)
        .bind(id)
        .first::<Row>()
        .await?;
    Ok(row.map(Passkey::from))
}

/// Whosever it is.
pub(super) async fn known(tx: &mut Tx, credential: &str) -> Result<Option<Passkey>> {
    let row = tx
        .query(
            "select id, person, credential, public_key, may_be_copied, name from passkey where credential = $1",
        )
        .bind(credential)
        .first::<Row>()
        .await?;
    Ok(row.map(Passkey::from))
}

/// What it said last, held until the transaction ends.
pub(super) async fn counter_for_update(tx: &mut Tx, id: Uuid) -> Result<u32> {
    tx.query("update passkey_use set counter = counter where passkey = $1")
        .bind(id)
        .execute()
        .await?;
    let found = tx
        .query("select counter from passkey_use where passkey = $1")
        .bind(id)
        .first::<(i64,)>()
        .await?;
    Ok(found
        .and_then(|(counter,)| u32::try_from(counter).ok())
        .unwrap_or(0))
}

pub(super) async fn count(tx: &mut Tx, id: Uuid, counter: u32, at: Timestamp) -> Result<()> {
    tx.query(
        "insert into passkey_use (passkey, counter, used_at) values ($1, $2, $3)
         on conflict (passkey) do update set counter = excluded.counter, used_at = excluded.used_at",
    )
    .bind(id)
    .bind(i64::from(counter))
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn forget_count(tx: &mut Tx, id: Uuid) -> Result<()> {
    tx.query("delete from passkey_use where passkey = $1")
        .bind(id)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn save_challenge(
    tx: &mut Tx,
    hash: &[u8; 32],
    (purpose, person): (&str, Option<PersonId>),
    at: Timestamp,
) -> Result<()> {
    tx.query("insert into passkey_challenge (hash, purpose, person, drawn_at) values ($1, $2, $3, $4)")
        .bind(hash.as_slice())
        .bind(purpose)
        .bind(person.map(|person| person.0))
        .bind(at.0)
        .execute()
        .await?;
    Ok(())
}

/// Takes a challenge out; no when there is none for this purpose, or somebody was faster.
pub(super) async fn take_challenge(
    tx: &mut Tx,
    hash: &[u8; 32],
    ((purpose, person), oldest): ((&str, Option<PersonId>), Timestamp),
) -> Result<bool> {
    let found = tx
        .query("select person from passkey_challenge where hash = $1 and purpose = $2 and $3 < drawn_at")
        .bind(hash.as_slice())
        .bind(purpose)
        .bind(oldest.0)
        .first::<(Option<Uuid>,)>()
        .await?;
    let gone = tx
        .query("delete from passkey_challenge where hash = $1")
        .bind(hash.as_slice())
        .execute()
        .await?;
    Ok(gone == 1 && found.is_some_and(|(drawn_for,)| drawn_for.map(PersonId) == person))
}

pub(super) async fn forget_challenges(tx: &mut Tx, oldest: Timestamp) -> Result<()> {
    tx.query("delete from passkey_challenge where drawn_at <= $1")
        .bind(oldest.0)
        .execute()
        .await?;
    Ok(())
}

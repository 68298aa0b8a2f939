use db::Tx;
use domain::content::Commitment;
use domain::decision::{RecoveryUse, SecondFactor, SecondFactorEnd};
use domain::ids::PersonId;
use domain::time::Timestamp;

use crate::Result;

pub(crate) async fn save(tx: &mut Tx, factor: &SecondFactor, at: Timestamp) -> Result<()> {
    tx.query(
        "insert into second_factor (person, content, since) values ($1, $2, $3)
         on conflict (person) do update set content = excluded.content, since = excluded.since",
    )
    .bind(factor.person.0)
    .bind(factor.sealed.content.0)
    .bind(at.0)
    .execute()
    .await?;
    forget_recovery(tx, factor.person).await?;
    for hash in &factor.recovery {
        tx.query("insert into recovery_code (hash, person, used_at) values ($1, $2, null)")
            .bind(hash.0.as_slice())
            .bind(factor.person.0)
            .execute()
            .await?;
    }
    Ok(())
}

pub(crate) async fn save_recovery_use(tx: &mut Tx, used: &RecoveryUse, at: Timestamp) -> Result<()> {
    tx.query("update recovery_code set used_at = $2 where hash = $1 and used_at is null")
        .bind(used.hash.0.as_slice())
        .bind(at.0)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn end(tx: &mut Tx, end: &SecondFactorEnd) -> Result<()> {
    tx.query("delete from second_factor where person = $1")
        .bind(end.person.0)
        .execute()
        .await?;
    forget_recovery(tx, end.person).await
}

async fn forget_recovery(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.query("delete from recovery_code where person = $1")
        .bind(person.0)
        .execute()
        .await?;
    Ok(())
}

/// Somebody's secret.
pub(super) async fn secret(tx: &mut Tx, person: PersonId) -> Result<Option<Vec<u8>>> {
    let found = tx
        .query(
            "select content.bytes from second_factor join content on content.id = second_factor.content
             where second_factor.person = $1",
        )
        .bind(person.0)
        .first::<(Vec<u8>,)>()
        .await?;
    Ok(found.map(|(bytes,)| bytes))
}

/// Since when somebody has a second factor.
pub(in crate::account) async fn since(tx: &mut Tx, person: PersonId) -> Result<Option<Timestamp>> {
    let found = tx
        .query("select since from second_factor where person = $1")
        .bind(person.0)
        .first::<(i64,)>()
        .await?;
    Ok(found.map(|(since,)| Timestamp(since)))
}

pub(in crate::account) async fn recovery_left(tx: &mut Tx, person: PersonId) -> Result<i64> {
    let found = tx
        .query("select count(*) from recovery_code where person = $1 and used_at is null")
        .bind(person.0)
        .first::<(i64,)>()
        .await?;
    Ok(found.map_or(0, |(count,)| count))
}

/// Whether this is a recovery code of theirs that was not used yet.
pub(super) async fn recovers(tx: &mut Tx, person: PersonId, hash: &Commitment) -> Result<bool> {
    let found = tx
        .query("select used_at from recovery_code where hash = $1 and person = $2")
        .bind(hash.0.as_slice())
        .bind(person.0)
        .first::<(Option<i64>,)>()
        .await?;
    Ok(matches!(found, Some((None,))))
}

/// Uses a step up; no when it, or a later one, was used before.
pub(super) async fn use_step(tx: &mut Tx, person: PersonId, step: i64) -> Result<bool> {
    let used = tx
        .query(
            "insert into code_step (person, step) values ($1, $2)
             on conflict (person) do update set step = excluded.step where code_step.step < excluded.step",
        )
        .bind(person.0)
        .bind(step)
        .execute()
        .await?;
    Ok(used == 1)
}

pub(super) async fn begin_half(tx: &mut Tx, hash: &[u8; 32], person: PersonId, now: Timestamp) -> Result<()> {
    tx.query("insert into half_sign_in (hash, person, begun_at) values ($1, $2, $3)")
        .bind(hash.as_slice())
        .bind(person.0)
        .bind(now.0)
        .execute()
        .await?;
    Ok(())
}

/// Who has shown their password and not yet the second factor.
pub(super) async fn half(tx: &mut Tx, hash: &[u8; 32], oldest: Timestamp) -> Result<Option<PersonId>> {
    let found = tx
        .query("select person from half_sign_in where hash = $1 and $2 < begun_at")
        .bind(hash.as_slice())
        .bind(oldest.0)
        .first::<(uuid::Uuid,)>()
        .await?;
    Ok(found.map(|(person,)| PersonId(person)))
}

pub(in crate::account) async fn forget_halves(
    tx: &mut Tx,
    person: PersonId,
    oldest: Timestamp,
) -> Result<()> {
    tx.query("delete from half_sign_in where person = $1 or begun_at <= $2")
        .bind(person.0)
        .bind(oldest.0)
        .execute()
        .await?;
    Ok(())
}

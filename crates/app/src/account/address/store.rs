use db::Tx;
use domain::decision::{AddressIssue, AddressRevocation};
use domain::ids::PersonId;
use domain::time::Timestamp;
use uuid::Uuid;

use crate::Result;

pub(crate) async fn save(tx: &mut Tx, issue: &AddressIssue, at: Timestamp) -> Result<()> {
    tx.query(
        "insert into calendar_address (person, hash, issued_at) values ($1, $2, $3)
         on conflict (person) do update set hash = excluded.hash, issued_at = excluded.issued_at",
    )
    .bind(issue.person.0)
    .bind(issue.hash.0.to_vec())
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn revoke(tx: &mut Tx, revocation: AddressRevocation) -> Result<()> {
    tx.query("delete from calendar_address where person = $1")
        .bind(revocation.person.0)
        .execute()
        .await?;
    Ok(())
}

pub(in crate::account) async fn is_there(tx: &mut Tx, person: PersonId) -> Result<bool> {
    let found = tx
        .query("select issued_at from calendar_address where person = $1")
        .bind(person.0)
        .first::<(i64,)>()
        .await?;
    Ok(found.is_some())
}

pub(super) async fn addressee(tx: &mut Tx, hash: &[u8; 32]) -> Result<Option<PersonId>> {
    let found = tx
        .query(
            "select person.id from calendar_address join person on person.id = calendar_address.person
             where calendar_address.hash = $1 and person.active",
        )
        .bind(hash.as_slice())
        .first::<(Uuid,)>()
        .await?;
    Ok(found.map(|(person,)| PersonId(person)))
}

use db::Tx;
use domain::decision::{Password, TokenIssue, TokenRevocation};
use domain::time::Timestamp;

use crate::Result;

pub(crate) async fn save_password(tx: &mut Tx, password: &Password) -> Result<()> {
    tx.query(
        "insert into credential (person, content) values ($1, $2)
         on conflict (person) do update set content = excluded.content",
    )
    .bind(password.person.0)
    .bind(password.sealed.content.0)
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_token(tx: &mut Tx, issue: &TokenIssue, at: Timestamp) -> Result<()> {
    tx.query("insert into api_token (id, person, hash, label, issued_at) values ($1, $2, $3, $4, $5)")
        .bind(issue.id)
        .bind(issue.person.0)
        .bind(issue.hash.0.as_slice())
        .bind(&issue.label)
        .bind(at.0)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn revoke_token(tx: &mut Tx, revocation: &TokenRevocation, at: Timestamp) -> Result<()> {
    tx.query("update api_token set revoked_at = $2 where id = $1 and revoked_at is null")
        .bind(revocation.id)
        .bind(at.0)
        .execute()
        .await?;
    Ok(())
}

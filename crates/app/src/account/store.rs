use std::collections::HashSet;

use db::Tx;
use domain::decision::{Password, TokenIssue, TokenRevocation};
use domain::ids::{PersonId, UnitId};
use domain::time::Timestamp;
use uuid::Uuid;

use super::{SessionView, TokenView};
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

/// The stored hash of somebody's password.
pub(crate) async fn password(tx: &mut Tx, person: PersonId) -> Result<Option<String>> {
    let found = tx
        .query(
            "select content.bytes from credential join content on content.id = credential.content
             where credential.person = $1",
        )
        .bind(person.0)
        .first::<(Vec<u8>,)>()
        .await?;
    let wrong = |_| db::Error::Inconsistent {
        table: "credential",
        column: "content",
    };
    Ok(found
        .map(|(bytes,)| String::from_utf8(bytes).map_err(wrong))
        .transpose()?)
}

/// Who on a unit's roster has a password.
pub(crate) async fn with_password(tx: &mut Tx, unit: UnitId) -> Result<HashSet<PersonId>> {
    let rows = tx
        .query(
            "select credential.person from credential join person on person.id = credential.person
             where person.unit = $1",
        )
        .bind(unit.0)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(person,)| PersonId(person)).collect())
}

pub(super) async fn session(
    tx: &mut Tx,
    hash: &[u8; 32],
    (idle, oldest): (Timestamp, Timestamp),
) -> Result<Option<(PersonId, Timestamp)>> {
    let found = tx
        .query(
            "select session.person, session.seen_at from session join person on person.id = session.person
             where session.hash = $1 and $2 < session.seen_at and $3 < session.begun_at and person.active",
        )
        .bind(hash.as_slice())
        .bind(idle.0)
        .bind(oldest.0)
        .first::<(Uuid, i64)>()
        .await?;
    Ok(found.map(|(person, seen)| (PersonId(person), Timestamp(seen))))
}

/// A session that begins.
pub(super) struct Begun {
    pub(super) id: Uuid,
    pub(super) person: PersonId,
    pub(super) at: Timestamp,
    pub(super) device: String,
}

pub(super) async fn begin_session(tx: &mut Tx, hash: &[u8; 32], begun: &Begun) -> Result<()> {
    tx.query(
        "insert into session (hash, id, person, begun_at, seen_at, device) values ($1, $2, $3, $4, $4, $5)",
    )
    .bind(hash.as_slice())
    .bind(begun.id)
    .bind(begun.person.0)
    .bind(begun.at.0)
    .bind(&begun.device)
    .execute()
    .await?;
    Ok(())
}

/// Somebody's sessions that still run; the one with this hash is theirs now.
pub(super) async fn sessions(
    tx: &mut Tx,
    person: PersonId,
    ((idle, oldest), this): ((Timestamp, Timestamp), &[u8; 32]),
) -> Result<Vec<SessionView>> {
    let rows = tx
        .query(
            "select hash, id, device, begun_at, seen_at from session
             where person = $1 and $2 < seen_at and $3 < begun_at order by seen_at desc, id",
        )
        .bind(person.0)
        .bind(idle.0)
        .bind(oldest.0)
        .all::<(Vec<u8>, Uuid, String, i64, i64)>()
        .await?;
    let view = |(hash, id, device, begun, seen): (Vec<u8>, _, _, _, _)| SessionView {
        id,
        device,
        begun_at: Timestamp(begun),
        seen_at: Timestamp(seen),
        this: hash == this,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Ends a session of somebody's; no when there is none.
pub(super) async fn end_session_of(tx: &mut Tx, person: PersonId, id: Uuid) -> Result<bool> {
    let ended = tx
        .query("delete from session where person = $1 and id = $2")
        .bind(person.0)
        .bind(id)
        .execute()
        .await?;
    Ok(ended == 1)
}

pub(super) async fn end_sessions_but(tx: &mut Tx, person: PersonId, hash: &[u8; 32]) -> Result<()> {
    tx.query("delete from session where person = $1 and hash <> $2")
        .bind(person.0)
        .bind(hash.as_slice())
        .execute()
        .await?;
    Ok(())
}

/// Whether somebody signed in from a browser.
pub(super) async fn knows(tx: &mut Tx, hash: &[u8; 32], person: PersonId) -> Result<bool> {
    let found = tx
        .query("select seen_at from known_browser where hash = $1 and person = $2")
        .bind(hash.as_slice())
        .bind(person.0)
        .first::<(i64,)>()
        .await?;
    Ok(found.is_some())
}

pub(super) async fn remember_browser(
    tx: &mut Tx,
    hash: &[u8; 32],
    person: PersonId,
    now: Timestamp,
) -> Result<()> {
    tx.query(
        "insert into known_browser (hash, person, seen_at) values ($1, $2, $3)
         on conflict (hash) do update set seen_at = excluded.seen_at",
    )
    .bind(hash.as_slice())
    .bind(person.0)
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn forget_old_browsers(tx: &mut Tx, oldest: Timestamp) -> Result<()> {
    tx.query("delete from known_browser where seen_at <= $1")
        .bind(oldest.0)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn forget_browsers(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.query("delete from known_browser where person = $1")
        .bind(person.0)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn touch(tx: &mut Tx, hash: &[u8; 32], now: Timestamp) -> Result<()> {
    tx.query("update session set seen_at = $2 where hash = $1 and seen_at < $2")
        .bind(hash.as_slice())
        .bind(now.0)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn end_session(tx: &mut Tx, hash: &[u8; 32]) -> Result<()> {
    tx.query("delete from session where hash = $1")
        .bind(hash.as_slice())
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn end_sessions_of(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.query("delete from session where person = $1")
        .bind(person.0)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn forget_old_sessions(tx: &mut Tx, oldest: Timestamp) -> Result<()> {
    tx.query("delete from session where begun_at <= $1")
        .bind(oldest.0)
        .execute()
        .await?;
    Ok(())
}

/// What a link opens.
#[derive(Clone, Copy)]
pub(super) struct Link {
    pub(super) person: PersonId,
    /// Whether a reset made it out.
    pub(super) reset: bool,
}

pub(super) async fn save_invitation(
    tx: &mut Tx,
    hash: &[u8; 32],
    link: Link,
    expires: Timestamp,
) -> Result<()> {
    tx.query("insert into invitation (hash, person, expires_at, reset) values ($1, $2, $3, $4)")
        .bind(hash.as_slice())
        .bind(link.person.0)
        .bind(expires.0)
        .bind(link.reset)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn invitation(tx: &mut Tx, hash: &[u8; 32], now: Timestamp) -> Result<Option<Link>> {
    let found = tx
        .query("select person, reset from invitation where hash = $1 and $2 < expires_at")
        .bind(hash.as_slice())
        .bind(now.0)
        .first::<(Uuid, bool)>()
        .await?;
    Ok(found.map(|(person, reset)| Link {
        person: PersonId(person),
        reset,
    }))
}

pub(super) async fn end_invitations_of(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.query("delete from invitation where person = $1")
        .bind(person.0)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn forget_old_invitations(tx: &mut Tx, now: Timestamp) -> Result<()> {
    tx.query("delete from invitation where expires_at <= $1")
        .bind(now.0)
        .execute()
        .await?;
    Ok(())
}

/// Counts one more attempt; no when there were as many as may be.
pub(super) async fn count_attempt(tx: &mut Tx, account: &str, most: i64, now: Timestamp) -> Result<bool> {
    let counted = tx
        .query(
            "insert into attempt (account, failures, last_at) values ($1, 1, $2)
             on conflict (account) do update set failures = attempt.failures + 1, last_at = excluded.last_at
             where attempt.failures < $3",
        )
        .bind(account)
        .bind(now.0)
        .bind(most)
        .execute()
        .await?;
    Ok(counted == 1)
}

pub(super) async fn last_attempt(tx: &mut Tx, account: &str) -> Result<Option<Timestamp>> {
    let found = tx
        .query("select last_at from attempt where account = $1")
        .bind(account)
        .first::<(i64,)>()
        .await?;
    Ok(found.map(|(last,)| Timestamp(last)))
}

pub(super) async fn forget_stale_attempts(tx: &mut Tx, until: Timestamp) -> Result<()> {
    tx.query("delete from attempt where last_at <= $1")
        .bind(until.0)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn forget_attempts(tx: &mut Tx, account: &str) -> Result<()> {
    tx.query("delete from attempt where account = $1")
        .bind(account)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn bearer(tx: &mut Tx, hash: &[u8; 32]) -> Result<Option<PersonId>> {
    let found = tx
        .query(
            "select api_token.person from api_token join person on person.id = api_token.person
             where api_token.hash = $1 and api_token.revoked_at is null and person.active",
        )
        .bind(hash.as_slice())
        .first::<(Uuid,)>()
        .await?;
    Ok(found.map(|(person,)| PersonId(person)))
}

pub(super) async fn tokens(tx: &mut Tx, person: PersonId) -> Result<Vec<TokenView>> {
    let rows = tx
        .query(
            "select id, label, issued_at from api_token where person = $1 and revoked_at is null
             order by issued_at desc, id",
        )
        .bind(person.0)
        .all::<(Uuid, String, i64)>()
        .await?;
    let view = |(id, label, at)| TokenView {
        id,
        label,
        issued_at: Timestamp(at),
    };
    Ok(rows.into_iter().map(view).collect())
}

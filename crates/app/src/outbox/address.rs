use domain::ids::PersonId;
use domain::refusal::TellingRefusal;
use domain::telling;
use domain::time::Timestamp;
use domain::words::{Language, Parcel};

use super::key::{key, same, sign};
use super::outlet;
use super::store::{self, Sending};
use crate::{App, Result};

/// A code holds for half an hour, and for five tries.
const VALID_SECONDS: i64 = 30 * 60;
const MOST_TRIES: i64 = 5;
/// Nobody makes us write to a stranger more often than this.
const GAP_SECONDS: i64 = 60;

/// Where somebody wants mails; only they are shown it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailAddress {
    /// The address.
    pub address: String,
    /// The language they are written to in.
    pub language: Language,
    /// Whether they have shown that it is theirs.
    pub confirmed: bool,
    pub(super) asked_at: Timestamp,
    pub(super) tries: i64,
}

/// Where somebody wants mails, if they do.
pub async fn mail_address(app: &App, person: PersonId) -> Result<Option<MailAddress>> {
    let mut tx = app.view().await?;
    store::address(&mut tx, person).await
}

/// Somebody wants mails there; a code goes to the address first.
pub async fn set_address(app: &App, person: PersonId, text: &str, language: Language) -> Result<()> {
    let address = telling::mail_address(text)?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let server = outlet::store::outgoing(&mut tx).await?;
    if server.is_none_or(|server| server.host.is_empty()) {
        return Err(TellingRefusal::NoServer.into());
    }
    let before = store::address(&mut tx, person).await?;
    if before.is_some_and(|before| now < before.asked_at.plus_seconds(GAP_SECONDS)) {
        return Err(TellingRefusal::TooSoon.into());
    }
    let asked = MailAddress {
        address,
        language,
        confirmed: false,
        asked_at: now,
        tries: 0,
    };
    store::save_address(&mut tx, person, &asked).await?;
    let sending = Sending {
        parcel: Parcel::Code,
        recipient: person.0,
        about: now.0,
        disclosure: None,
    };
    store::put(&mut tx, app.new_id(), &sending, now).await?;
    Ok(tx.commit().await?)
}

/// Somebody types the code that came to their address.
pub async fn confirm(app: &App, person: PersonId, typed: &str) -> Result<()> {
    let key = key(app).await?;
    let mut tx = app.db().write().await?;
    let asked = store::address(&mut tx, person).await?;
    let mut asked = asked
        .filter(|asked| !asked.confirmed)
        .ok_or(TellingRefusal::Code)?;
    let in_time = app.now() <= asked.asked_at.plus_seconds(VALID_SECONDS) && asked.tries < MOST_TRIES;
    let right = same(typed.trim(), &code(&key, person, &asked)?);
    asked.tries += 1;
    asked.confirmed = in_time && right;
    store::save_address(&mut tx, person, &asked).await?;
    tx.commit().await?;
    if asked.confirmed {
        Ok(())
    } else {
        Err(TellingRefusal::Code.into())
    }
}

/// Somebody wants no mails any more; their address is gone.
pub async fn forget_address(app: &App, person: PersonId) -> Result<()> {
    let mut tx = app.db().write().await?;
    store::forget_address(&mut tx, person).await?;
    Ok(tx.commit().await?)
}

/// Six digits that only the platform can compute, for this person, address and moment.
pub(super) fn code(key: &[u8], person: PersonId, asked: &MailAddress) -> Result<String> {
    let (person, at) = (person.to_string(), asked.asked_at.0.to_string());
    let [a, b, c, d, ..] = sign(key, &["code", &person, &asked.address, &at])?;
    Ok(format!("{:06}", u32::from_be_bytes([a, b, c, d]) % 1_000_000))
}

/// Where somebody wants mails, as a part of something else.
pub(crate) async fn address_of(tx: &mut db::Tx, person: PersonId) -> Result<Option<MailAddress>> {
    store::address(tx, person).await
}

/// Forgets somebody's address as a part of something else.
pub(crate) async fn forget_in(tx: &mut db::Tx, person: PersonId) -> Result<()> {
    store::forget_address(tx, person).await
}

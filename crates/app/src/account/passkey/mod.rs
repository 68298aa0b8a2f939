//! Passkeys (通行密钥): a key in a phone, a computer or a stick that signs for its owner and works at this address alone.
//! One that verified its user stands for the password and the second factor together; after the password it takes the
//! place of the one-time code.

mod cbor;
mod ceremony;
mod enter;
mod key;
mod register;
pub(crate) mod store;

use domain::ids::PersonId;
use domain::refusal::AccountRefusal as Refusal;
use domain::time::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use ceremony::{Unfit, written};
pub use enter::{Shown, ask, ask_half, confirm, enter, helps};
pub(super) use register::end_all;
pub use register::{Made, add, ask_new, remove, rename};

use super::secret;
use crate::{App, Error, Result};

/// A ceremony may take so long.
const CEREMONY_SECONDS: i64 = 5 * 60;
/// Nobody needs more.
const MOST: usize = 10;

/// Who this platform is to an authenticator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Where its pages come from: scheme, host and port.
    pub origin: String,
    /// The host alone, which its keys belong to.
    pub id: String,
}

impl Party {
    /// The party at an address. Browsers have passkeys in secure places only: over TLS at a host with a name, or on the
    /// machine itself.
    #[must_use]
    pub fn at(site: &str) -> Option<Self> {
        let origin = site.trim_end_matches('/');
        let (scheme, place) = origin.split_once("://")?;
        let (host, port) = place.split_once(':').unwrap_or((place, "443"));
        let named = |host: &str| {
            let plain =
                |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "-.".contains(sign);
            let last = host.rsplit('.').next().unwrap_or_default();
            host.chars().all(plain) && last.contains(|sign: char| sign.is_ascii_lowercase())
        };
        let secure = scheme == "https" || scheme == "http" && host == "localhost";
        let right = secure && named(host) && port.parse::<u16>().is_ok();
        right.then(|| Self {
            origin: origin.to_owned(),
            id: host.to_owned(),
        })
    }
}

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyView {
    /// Its id here.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub since: Timestamp,
    /// When it was last shown.
    pub used_at: Option<Timestamp>,
    /// Whether it may be copied to other devices of its owner.
    pub may_be_copied: bool,
}

/// Somebody's passkeys, the oldest first.
pub async fn passkeys(app: &App, person: PersonId) -> Result<Vec<PasskeyView>> {
    let mut tx = app.view().await?;
    store::views(&mut tx, person).await
}

/// Whether passkeys are offered at this platform's address, and at which.
#[must_use]
pub fn party(app: &App) -> Option<&Party> {
    app.party.as_ref()
}

fn of(app: &App) -> Result<&Party> {
    app.party.as_ref().ok_or(Error::NotFound)
}

/// What a challenge is for. One that was drawn for one thing is good for no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    New(PersonId),
    SignIn,
    Half(PersonId),
}

impl Purpose {
    fn code(self) -> (&'static str, Option<PersonId>) {
        match self {
            Self::New(person) => ("new", Some(person)),
            Self::SignIn => ("sign_in", None),
            Self::Half(person) => ("half", Some(person)),
        }
    }
}

/// Draws a challenge, which is good once and for some minutes.
async fn draw(app: &App, purpose: Purpose) -> Result<String> {
    let challenge = written(&app.chance::<32>());
    let now = app.now();
    let mut tx = app.db().write().await?;
    store::forget_challenges(&mut tx, now.plus_seconds(-CEREMONY_SECONDS)).await?;
    store::save_challenge(&mut tx, &secret::hash(&challenge), purpose.code(), now).await?;
    tx.commit().await?;
    Ok(challenge)
}

/// Uses a challenge up.
async fn use_up(app: &App, challenge: &str, purpose: Purpose) -> Result<()> {
    let oldest = app.now().plus_seconds(-CEREMONY_SECONDS);
    let mut tx = app.db().write().await?;
    let drawn = store::take_challenge(&mut tx, &secret::hash(challenge), (purpose.code(), oldest)).await?;
    tx.commit().await?;
    if drawn {
        Ok(())
    } else {
        Err(Refusal::PasskeyLost.into())
    }
}

/// What a browser is asked for when a passkey is to be shown.
fn asking(party: &Party, challenge: &str, (allowed, verified): (&[String], bool)) -> Value {
    let allowed: Vec<_> = allowed
        .iter()
        .map(|id| json!({ "type": "public-key", "id": id }))
        .collect();
    json!({
        "challenge": challenge,
        "rpId": party.id,
        "timeout": CEREMONY_SECONDS * 1000,
        "allowCredentials": allowed,
        "userVerification": if verified { "required" } else { "preferred" },
    })
}

/// A sentence for whoever stands before the page; the cause is for the log.
fn unfit(cause: Unfit) -> Error {
    tracing::warn!(%cause, "a passkey was not accepted");
    Refusal::Passkey.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_belong_to_a_host_with_a_name_over_tls_or_to_the_machine_itself() {
        for (site, id) in [
            ("https://gongkai.example", Some("gongkai.example")),
            ("https://gongkai.example/", Some("gongkai.example")),
            ("https://gongkai.example:8443", Some("gongkai.example")),
            ("http://localhost:8090", Some("localhost")),
            ("http://gongkai.example", None),
            ("http://127.0.0.1:8090", None),
            ("https://10.0.0.8", None),
            ("https://[::1]", None),
            ("https://gongkai.example/path", None),
            ("https://Gongkai.example", None),
            ("https://user@gongkai.example", None),
            ("https://", None),
            ("gongkai.example", None),
        ] {
            assert_eq!(Party::at(site).map(|party| party.id).as_deref(), id, "{site}");
        }
    }
}

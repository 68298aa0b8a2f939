use domain::decision::{Decision, SecondFactor, SecondFactorEnd};
use domain::ids::PersonId;
use domain::refusal::{AccountRefusal, RequestRefusal};

use super::{confirm, recovery_hash, store, totp};
use crate::account::{escaped::escaped, owner::owner, store as accounts};
use crate::{App, Error, Result, organisation};

const SECRET_BYTES: usize = 20;
const RECOVERY_CODES: usize = 10;

/// A secret that somebody may take into their authenticator; nothing is stored before they show that they did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// In the letters one types.
    pub letters: String,
    /// As an address that an authenticator reads from a picture.
    pub address: String,
}

/// Recovery codes as they are shown, this once.
pub type Recovery = Vec<String>;

/// A new secret for somebody's authenticator, or the one they were offered before.
pub async fn offer(app: &App, by: PersonId, letters: Option<&str>) -> Result<Offer> {
    let mut tx = app.view().await?;
    let person = organisation::store::person(&mut tx, by)
        .await?
        .ok_or(Error::NotFound)?;
    let drawn = || totp::letters(&app.chance::<SECRET_BYTES>());
    let letters = letters
        .filter(|letters| secret_of(letters).is_ok())
        .map_or_else(drawn, str::to_owned);
    // every authenticator knows these defaults: SHA-1, six digits, thirty seconds
    let address = format!(
        "otpauth://totp/Gongkai:{}?secret={letters}&issuer=Gongkai",
        escaped(&person.code)
    );
    Ok(Offer { letters, address })
}

/// Takes up a second factor, or another one in its place. The password and a first code show that it is its owner who
/// does, and that the authenticator works.
pub async fn enrol(
    app: &App,
    by: PersonId,
    (letters, code): (&str, &str),
    password: &str,
) -> Result<Recovery> {
    let secret = secret_of(letters)?;
    let account = owner(app, by, password).await?;
    let step = totp::step_of(&secret, code.trim(), app.now()).ok_or(AccountRefusal::Code)?;
    let codes: Recovery = (0..RECOVERY_CODES).map(|_| recovery_code(app)).collect();
    app.change(Some(by), async |change| {
        if !store::use_step(&mut change.tx, by, step).await? {
            return Err(AccountRefusal::CodeUsed.into());
        }
        let factor = SecondFactor {
            person: by,
            sealed: change.seal(&secret).await?,
            recovery: codes.iter().map(|code| recovery_hash(code)).collect(),
        };
        change.record(Decision::SecondFactor(factor)).await?;
        accounts::forget_attempts(&mut change.tx, &account).await
    })
    .await?;
    Ok(codes)
}

/// Gives the second factor up, with the password and a code.
pub async fn end(app: &App, by: PersonId, code: &str, password: &str) -> Result<()> {
    let account = owner(app, by, password).await?;
    app.change(Some(by), async |change| {
        confirm::use_up(change, by, code).await?;
        change
            .record(Decision::SecondFactorEnded(SecondFactorEnd { person: by }))
            .await?;
        accounts::forget_attempts(&mut change.tx, &account).await
    })
    .await
}

fn secret_of(letters: &str) -> Result<Vec<u8>> {
    let bytes = totp::bytes(letters).filter(|bytes| bytes.len() == SECRET_BYTES);
    Ok(bytes.ok_or(RequestRefusal::Form)?)
}

/// Eighty bits in four groups that one can copy by hand.
fn recovery_code(app: &App) -> String {
    let letters = totp::letters(&app.chance::<10>());
    let groups: Vec<_> = letters
        .as_bytes()
        .chunks(4)
        .map(String::from_utf8_lossy)
        .collect();
    groups.join("-")
}

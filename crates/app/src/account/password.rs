use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use domain::decision::{AddressRevocation, Decision, Password, TokenRevocation};
use domain::ids::PersonId;
use domain::organisation::Person;
use domain::refusal::RequestRefusal;
use tokio::sync::Semaphore;

use super::{address, attempt, store};
use crate::{App, Change, Error, Result, outbox};

const SHORTEST: usize = 12;
const LONGEST: usize = 128;
/// A code shorter than this is in many a good password by accident.
const TELLING: usize = 3;
/// Passwords that everybody tries first, folded.
const COMMON: [&str; 8] = [
    "123456789012",
    "password1234",
    "qwertyuiop12",
    "111111111111",
    "abcdefghijkl",
    "administrator",
    "gongkaigongkai",
    "dangwugongkai",
];

/// Hashing takes memory and time; more than two at once would let a crowd at the door stop the house.
static TURNS: Semaphore = Semaphore::const_new(2);

/// The decision to use a password, and the end of everything that the old one, or a link, had opened.
pub(super) async fn set(change: &mut Change<'_>, person: &Person, hash: &str) -> Result<()> {
    let sealed = change.seal(hash.as_bytes()).await?;
    change
        .record(Decision::Password(Password {
            person: person.id,
            sealed,
        }))
        .await?;
    store::end_sessions_of(&mut change.tx, person.id).await?;
    store::end_invitations_of(&mut change.tx, person.id).await?;
    store::forget_attempts(&mut change.tx, &attempt::plain(&person.code)).await
}

/// Takes back the private address of the calendar and forgets where mails went: whoever had the account set them.
pub(super) async fn end_addresses(change: &mut Change<'_>, person: PersonId) -> Result<()> {
    if address::store::is_there(&mut change.tx, person).await? {
        let revocation = AddressRevocation { person };
        change.record(Decision::AddressRevoked(revocation)).await?;
    }
    outbox::forget_in(&mut change.tx, person).await
}

/// Takes back every token for the API.
pub(super) async fn end_tokens(change: &mut Change<'_>, person: PersonId) -> Result<()> {
    for token in store::tokens(&mut change.tx, person).await? {
        let revocation = TokenRevocation { id: token.id };
        change.record(Decision::TokenRevoked(revocation)).await?;
    }
    Ok(())
}

/// What a password has to be, as a sentence that says what to do.
pub(super) fn check(person: &Person, password: &str) -> Result<()> {
    let length = password.chars().count();
    let folded = password.to_lowercase();
    let (code, name) = (person.code.to_lowercase(), person.name.to_lowercase());
    let refusal = if length < SHORTEST {
        RequestRefusal::PasswordTooShort {
            length,
            shortest: SHORTEST,
        }
    } else if LONGEST < length {
        RequestRefusal::PasswordTooLong {
            length,
            longest: LONGEST,
        }
    } else if TELLING <= code.chars().count() && folded.contains(&code) || folded.contains(&name) {
        RequestRefusal::PasswordTelling
    } else if COMMON.contains(&folded.as_str()) {
        RequestRefusal::PasswordCommon
    } else {
        return Ok(());
    };
    Err(refusal.into())
}

/// The hash of a new password (PHC string, Argon2id, OWASP's 19 MiB and two passes).
pub(super) async fn hashed(app: &App, password: &str) -> Result<String> {
    let (password, salt) = (password.to_owned(), app.chance::<16>());
    apart(move || hash(&password, &salt)).await
}

/// Whether a password is the one whose hash is stored. It takes the same work when nothing is.
pub(super) async fn fits(stored: Option<String>, password: &str) -> Result<bool> {
    let password = password.to_owned();
    apart(move || {
        let Some(stored) = stored else {
            std::hint::black_box(hash(&password, b"nobody's salt 16")?);
            return Ok(false);
        };
        let parsed = PasswordHash::new(&stored).map_err(|error| Error::failed(error.to_string()))?;
        Ok(hasher().verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
}

fn hash(password: &str, salt: &[u8; 16]) -> Result<String> {
    let hash = hasher().hash_password_with_salt(password.as_bytes(), salt);
    hash.map(|hash| hash.to_string())
        .map_err(|error| Error::failed(error.to_string()))
}

fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let turn = TURNS.acquire().await.map_err(Error::failed)?;
    let work = move || {
        // held by the work itself: who asked may have gone before it is done
        let _turn = turn;
        work()
    };
    tokio::task::spawn_blocking(work).await.map_err(Error::failed)?
}

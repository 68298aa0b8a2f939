use std::sync::LazyLock;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use domain::decision::{Decision, Password};
use domain::ids::PersonId;
use domain::organisation::Person;
use tokio::sync::Semaphore;

use super::store;
use crate::{App, Change, Error, Result, organisation};

const SHORTEST: usize = 12;
const LONGEST: usize = 128;
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

/// Chooses another password; every session ends.
pub async fn change_password(app: &App, by: PersonId, old: &str, new: &str) -> Result<()> {
    let person = organisation::person(app, by).await?.ok_or(Error::NotFound)?;
    check(&person, new)?;
    if !is_right(app, Some(by), old).await? {
        return Err(Error::Invalid("原密码不正确，请重新输入。".into()));
    }
    let hash = hashed(app, new).await?;
    app.change(Some(by), async |change| set(change, by, &hash).await).await
}

/// The decision to use a password, and the end of all sessions that the old one opened.
pub(super) async fn set(change: &mut Change<'_>, person: PersonId, hash: &str) -> Result<()> {
    let sealed = change.seal(hash.as_bytes()).await?;
    change.record(Decision::Password(Password { person, sealed })).await?;
    store::end_sessions_of(&mut change.tx, person).await
}

/// What a password has to be, as a sentence that says what to do.
pub(super) fn check(person: &Person, password: &str) -> Result<()> {
    let length = password.chars().count();
    let folded = password.to_lowercase();
    let sentence = if length < SHORTEST {
        format!("密码有 {length} 个字符，至少需要 {SHORTEST} 个，可以用一句话。")
    } else if LONGEST < length {
        format!("密码有 {length} 个字符，最多 {LONGEST} 个，请缩短。")
    } else if folded.contains(&person.code.to_lowercase()) || password.contains(&person.name) {
        "密码不能包含本人的编码或姓名，请另选。".to_owned()
    } else if COMMON.contains(&folded.as_str()) {
        "这个密码太常见，请另选一个。".to_owned()
    } else {
        return Ok(());
    };
    Err(Error::Invalid(sentence))
}

/// The hash of a new password (PHC string, Argon2id, OWASP's 19 MiB and two passes).
pub(super) async fn hashed(app: &App, password: &str) -> Result<String> {
    let (password, salt) = (password.to_owned(), app.chance::<16>());
    apart(move || {
        let hash = hasher().hash_password_with_salt(password.as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(|error| Error::failed(error.to_string()))
    })
    .await
}

/// Whether this is somebody's password. It takes the same work when there is nobody.
pub(super) async fn is_right(app: &App, person: Option<PersonId>, password: &str) -> Result<bool> {
    let mut tx = app.view().await?;
    let stored = match person {
        Some(person) => store::password(&mut tx, person).await?,
        None => None,
    };
    drop(tx);
    let (password, known) = (password.to_owned(), stored.is_some());
    let fits = apart(move || {
        let hash = stored.as_deref().unwrap_or(DUMMY.as_str());
        let parsed = argon2::password_hash::phc::PasswordHash::new(hash);
        Ok(parsed.is_ok_and(|hash| hasher().verify_password(password.as_bytes(), &hash).is_ok()))
    })
    .await?;
    Ok(fits && known)
}

/// The hash of nobody's password, so that an unknown account takes as long as a known one.
static DUMMY: LazyLock<String> = LazyLock::new(|| {
    let hash = hasher().hash_password_with_salt(b"nobody's password", b"nobody's salt 16");
    hash.map(|hash| hash.to_string()).unwrap_or_default()
});

fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _turn = TURNS.acquire().await.map_err(Error::failed)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::failed)?
}

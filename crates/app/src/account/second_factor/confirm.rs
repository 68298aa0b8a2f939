use db::Tx;
use domain::decision::{Decision, RecoveryUse};
use domain::ids::PersonId;
use domain::organisation::Person;
use domain::refusal::AccountRefusal;

use super::{recovery_hash, store, totp};
use crate::account::{attempt, secret, session};
use crate::{App, Change, Error, Result, account, organisation};

/// Whoever has shown the password has so many seconds for the code.
const HALF_SECONDS: i64 = 10 * 60;

/// Whether signing in asks for a second factor.
pub(crate) async fn is_asked(tx: &mut Tx, person: PersonId) -> Result<bool> {
    Ok(store::since(tx, person).await?.is_some())
}

/// Begins the second step, and answers with the secret that carries it.
pub(crate) async fn ask(app: &App, tx: &mut Tx, person: PersonId) -> Result<String> {
    let (token, now) = (secret::draw(app), app.now());
    store::forget_halves(tx, person, now.plus_seconds(-HALF_SECONDS)).await?;
    store::begin_half(tx, &secret::hash(&token), person, now).await?;
    Ok(token)
}

/// The second step: a code, or a recovery code, opens the session. Each works once.
pub async fn confirm(
    app: &App,
    token: &str,
    code: &str,
    browser: &account::Browser,
) -> Result<account::Welcome> {
    let person = waiting(app, token).await?;
    let account = attempt::account(&mut app.view().await?, &person.code, browser).await?;
    attempt::count(app, &account).await?;
    app.change(Some(person.id), async |change| {
        if half(app, &mut change.tx, token).await? != Some(person.id) {
            return Err(Error::NotFound);
        }
        use_up(change, person.id, code).await?;
        store::forget_halves(&mut change.tx, person.id, change.now).await?;
        account::store::forget_attempts(&mut change.tx, &account).await?;
        session::begin(app, &mut change.tx, person.id, browser).await
    })
    .await
}

/// Uses a code or a recovery code up.
pub(crate) async fn use_up(change: &mut Change<'_>, person: PersonId, code: &str) -> Result<()> {
    let secret = store::secret(&mut change.tx, person)
        .await?
        .ok_or(Error::NotFound)?;
    let code = code.trim();
    if let Some(step) = totp::step_of(&secret, code, change.now) {
        return if store::use_step(&mut change.tx, person, step).await? {
            Ok(())
        } else {
            Err(AccountRefusal::CodeUsed.into())
        };
    }
    let hash = recovery_hash(code);
    if store::recovers(&mut change.tx, person, &hash).await? {
        let used = RecoveryUse { person, hash };
        return change.record(Decision::RecoveryUsed(used)).await;
    }
    Err(AccountRefusal::Code.into())
}

/// Who is at the second step.
pub(crate) async fn waiting(app: &App, token: &str) -> Result<Person> {
    let mut tx = app.view().await?;
    let person = half(app, &mut tx, token).await?.ok_or(Error::NotFound)?;
    let person = organisation::store::person(&mut tx, person).await?;
    person.filter(|person| person.active).ok_or(Error::NotFound)
}

pub(crate) async fn half(app: &App, tx: &mut Tx, token: &str) -> Result<Option<PersonId>> {
    let oldest = app.now().plus_seconds(-HALF_SECONDS);
    store::half(tx, &secret::hash(token), oldest).await
}

use domain::refusal::RequestRefusal;

use super::{attempt, password, session, store};
use crate::{App, Error, Result, organisation};

/// Signs in with code and password, and answers with the secret of a new session. Whether the account is known
/// shows neither in the answer nor in the work.
pub async fn sign_in(app: &App, code: &str, password: &str) -> Result<String> {
    let account = attempt::account(code);
    attempt::count(app, &account).await?;
    let mut tx = app.view().await?;
    let person = organisation::store::person_by_code(&mut tx, code.trim()).await?;
    let person = person.filter(|person| person.active).map(|person| person.id);
    let stored = match person {
        Some(person) => store::password(&mut tx, person).await?,
        None => None,
    };
    // the hashing takes a while: meanwhile the connection serves others
    drop(tx);
    let right = password::fits(stored.clone(), password).await?;
    let person = person.filter(|_| right).ok_or_else(wrong)?;

    let mut tx = app.db().write().await?;
    if store::password(&mut tx, person).await? != stored {
        return Err(wrong());
    }
    store::forget_attempts(&mut tx, &account).await?;
    let token = session::begin(app, &mut tx, person).await?;
    tx.commit().await?;
    Ok(token)
}

fn wrong() -> Error {
    RequestRefusal::Credentials.into()
}

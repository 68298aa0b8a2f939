use domain::refusal::RequestRefusal;

use super::{Browser, Entry, attempt, password, second_factor, session, store};
use crate::{App, Error, Result, organisation};

/// Signs in with code and password: a session, or the second step when a second factor is asked for. Whether the
/// account is known shows neither in the answer nor in the work.
pub async fn sign_in(app: &App, (code, password): (&str, &str), browser: &Browser) -> Result<Entry> {
    let account = attempt::account(&mut app.view().await?, code, browser).await?;
    attempt::count(app, &account).await?;
    let mut tx = app.view().await?;
    let person = organisation::store::person_by_code(&mut tx, &domain::text::name(code)).await?;
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
    let entry = if second_factor::is_asked(&mut tx, person).await? {
        // the count goes on: who has the password must not have endless tries at the code
        Entry::Half(second_factor::ask(app, &mut tx, person).await?)
    } else {
        store::forget_attempts(&mut tx, &account).await?;
        Entry::Open(session::begin(app, &mut tx, person, browser).await?)
    };
    tx.commit().await?;
    Ok(entry)
}

fn wrong() -> Error {
    RequestRefusal::Credentials.into()
}

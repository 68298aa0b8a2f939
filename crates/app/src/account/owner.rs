use domain::ids::PersonId;
use domain::organisation::Person;
use domain::refusal::RequestRefusal;

use super::{attempt, password, store};
use crate::{App, Error, Result, organisation};

/// Whether the password is right; a session left open must not be a place to guess it. Answers with the account whose
/// tries are to be forgotten.
pub(super) async fn owner(app: &App, by: PersonId, password: &str) -> Result<String> {
    let mut tx = app.view().await?;
    let person = organisation::store::person(&mut tx, by).await?;
    let person: Person = person.filter(|person| person.active).ok_or(Error::NotFound)?;
    let stored = store::password(&mut tx, by).await?;
    drop(tx);
    let account = attempt::plain(&person.code);
    attempt::count(app, &account).await?;
    if password::fits(stored, password).await? {
        Ok(account)
    } else {
        Err(RequestRefusal::OldPassword.into())
    }
}

use domain::ids::PersonId;
use domain::refusal::RequestRefusal;

use super::{attempt, password, store};
use crate::{App, Error, Result, organisation};

/// Chooses another password; every session ends, and so does a first sign-in link that is still open.
pub async fn change_password(app: &App, by: PersonId, old: &str, new: &str) -> Result<()> {
    let mut tx = app.view().await?;
    let person = organisation::store::person(&mut tx, by).await?;
    let person = person.filter(|person| person.active).ok_or(Error::NotFound)?;
    let stored = store::password(&mut tx, by).await?;
    drop(tx);
    password::check(&person, new)?;
    if new == old {
        return Err(RequestRefusal::SamePassword.into());
    }
    // a session left open must not be a place to guess the password either
    attempt::count(app, &attempt::account(&person.code)).await?;
    if !password::fits(stored.clone(), old).await? {
        return Err(wrong());
    }
    let hash = password::hashed(app, new).await?;
    app.change(Some(by), async |change| {
        if store::password(&mut change.tx, by).await? != stored {
            return Err(wrong());
        }
        password::set(change, &person, &hash).await
    })
    .await
}

fn wrong() -> Error {
    RequestRefusal::OldPassword.into()
}

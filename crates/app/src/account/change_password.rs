use domain::ids::PersonId;
use domain::refusal::RequestRefusal;

use super::{Browser, Welcome, attempt, password, session, store};
use crate::{App, Error, Result, organisation};

/// What becomes of the tokens for the API when a password is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tokens {
    /// They end, as the sessions do.
    End,
    /// Programs go on working.
    Keep,
}

/// Chooses another password. Every session ends, and so does a first sign-in link that is still open; this browser is
/// signed in anew.
pub async fn change_password(
    app: &App,
    by: PersonId,
    (old, new): (&str, &str),
    tokens: Tokens,
    browser: &Browser,
) -> Result<Welcome> {
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
    attempt::count(app, &attempt::plain(&person.code)).await?;
    if !password::fits(stored.clone(), old).await? {
        return Err(wrong());
    }
    let hash = password::hashed(app, new).await?;
    app.change(Some(by), async |change| {
        if store::password(&mut change.tx, by).await? != stored {
            return Err(wrong());
        }
        if tokens == Tokens::End {
            password::end_tokens(change, by).await?;
        }
        password::set(change, &person, &hash).await?;
        session::begin(app, &mut change.tx, by, browser).await
    })
    .await
}

fn wrong() -> Error {
    RequestRefusal::OldPassword.into()
}

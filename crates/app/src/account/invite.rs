use domain::ids::PersonId;
use domain::organisation::Person;

use super::{password, secret, session, store};
use crate::organisation::{self, administrator};
use crate::{App, Error, Result};

const VALID_SECONDS: i64 = 72 * 3600;

/// Makes out a link with which somebody chooses a password, once.
pub async fn invite(app: &App, by: Option<PersonId>, person: PersonId) -> Result<String> {
    let token = secret::draw(app);
    app.change(by, async |change| {
        administrator(change).await?;
        organisation::store::person(&mut change.tx, person).await?.ok_or(Error::NotFound)?;
        let expires = change.now.plus_seconds(VALID_SECONDS);
        store::save_invitation(&mut change.tx, &secret::hash(&token), person, expires).await
    })
    .await?;
    Ok(token)
}

/// Whom a link is for, as long as it holds.
pub async fn invitee(app: &App, token: &str) -> Result<Person> {
    let mut tx = app.view().await?;
    let person = store::invitation(&mut tx, &secret::hash(token), app.now()).await?.ok_or(Error::NotFound)?;
    let person = organisation::store::person(&mut tx, person).await?;
    person.filter(|person| person.active).ok_or(Error::NotFound)
}

/// Chooses the first password, uses the link up, and signs in.
pub async fn accept(app: &App, token: &str, password: &str) -> Result<String> {
    let person = invitee(app, token).await?;
    password::check(&person, password)?;
    let (hash, link) = (password::hashed(app, password).await?, secret::hash(token));
    app.change(Some(person.id), async |change| {
        if !store::use_up(&mut change.tx, &link).await? {
            return Err(Error::NotFound);
        }
        password::set(change, person.id, &hash).await
    })
    .await?;
    session::begin(app, person.id).await
}

use super::invite::{invitee, invitee_in};
use super::{Browser, Entry, passkey, password, session, store};
use crate::{App, Result};

/// Chooses a password by a link, uses the link up, and signs in. A link of a reset ends the tokens for the API too:
/// whoever had the account before has it no longer.
pub async fn accept(app: &App, token: &str, password: &str, browser: &Browser) -> Result<Entry> {
    let (person, _) = invitee(app, token).await?;
    password::check(&person, password)?;
    let hash = password::hashed(app, password).await?;
    app.change(Some(person.id), async |change| {
        // somebody else may have been faster
        let (person, reset) = invitee_in(&mut change.tx, token, change.now).await?;
        if reset {
            password::end_tokens(change, person.id).await?;
            password::end_addresses(change, person.id).await?;
            passkey::end_all(change, person.id).await?;
            store::forget_browsers(&mut change.tx, person.id).await?;
        }
        password::set(change, &person, &hash).await?;
        session::enter(app, &mut change.tx, person.id, browser).await
    })
    .await
}

use super::invite::{invitee, invitee_in};
use super::{password, session};
use crate::{App, Result};

/// Chooses the first password, uses the link up, and signs in.
pub async fn accept(app: &App, token: &str, password: &str) -> Result<String> {
    let person = invitee(app, token).await?;
    password::check(&person, password)?;
    let hash = password::hashed(app, password).await?;
    app.change(Some(person.id), async |change| {
        // somebody else may have been faster
        let person = invitee_in(&mut change.tx, token, change.now).await?;
        password::set(change, &person, &hash).await?;
        session::begin(app, &mut change.tx, person.id).await
    })
    .await
}

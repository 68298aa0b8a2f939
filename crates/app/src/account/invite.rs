use db::Tx;
use domain::decision::{Decision, Invitation};
use domain::ids::PersonId;
use domain::organisation::Person;
use domain::time::Timestamp;
use domain::words::Duty;

use super::{secret, store};
use crate::organisation::{self, officer};
use crate::{App, Error, Result};

const VALID_SECONDS: i64 = 72 * 3600;

/// Makes out a link with which somebody chooses a password, once. It takes the place of every earlier one.
pub async fn invite(app: &App, by: Option<PersonId>, person: PersonId) -> Result<String> {
    let token = secret::draw(app);
    app.change(by, async |change| {
        officer(change, &[Duty::Secure]).await?;
        let found = organisation::store::person(&mut change.tx, person).await?;
        found.filter(|person| person.active).ok_or(Error::NotFound)?;
        store::forget_old_invitations(&mut change.tx, change.now).await?;
        store::end_invitations_of(&mut change.tx, person).await?;
        change.record(Decision::Invited(Invitation { person })).await?;
        let expires = change.now.plus_seconds(VALID_SECONDS);
        store::save_invitation(&mut change.tx, &secret::hash(&token), person, expires).await
    })
    .await?;
    Ok(token)
}

/// Whom a link is for, as long as it holds.
pub async fn invitee(app: &App, token: &str) -> Result<Person> {
    invitee_in(&mut app.view().await?, token, app.now()).await
}

pub(super) async fn invitee_in(tx: &mut Tx, token: &str, now: Timestamp) -> Result<Person> {
    let person = store::invitation(tx, &secret::hash(token), now)
        .await?
        .ok_or(Error::NotFound)?;
    let person = organisation::store::person(tx, person).await?;
    person.filter(|person| person.active).ok_or(Error::NotFound)
}

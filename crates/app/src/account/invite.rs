use db::Tx;
use domain::decision::{Decision, Invitation};
use domain::ids::PersonId;
use domain::organisation::Person;
use domain::refusal::AccountRefusal;
use domain::time::Timestamp;
use domain::words::Duty;

use super::{secret, store};
use crate::organisation::{self, officer};
use crate::{App, Change, Error, Result};

const VALID_SECONDS: i64 = 72 * 3600;

/// Makes out a link with which somebody chooses their first password, once. It takes the place of every earlier one.
/// For somebody who has a password it is a reset, which one person alone does not make but at the command line.
pub async fn invite(app: &App, by: Option<PersonId>, person: PersonId) -> Result<String> {
    let token = secret::draw(app);
    app.change(by, async |change| {
        officer(change, &[Duty::Secure]).await?;
        let found = organisation::store::person(&mut change.tx, person).await?;
        found.filter(|person| person.active).ok_or(Error::NotFound)?;
        if by.is_some() && store::password(&mut change.tx, person).await?.is_some() {
            return Err(AccountRefusal::PasswordThere.into());
        }
        let link = store::Link { person, reset: false };
        make_out(change, &token, link).await
    })
    .await?;
    Ok(token)
}

/// The link itself.
pub(super) async fn make_out(change: &mut Change<'_>, token: &str, link: store::Link) -> Result<()> {
    let person = link.person;
    store::forget_old_invitations(&mut change.tx, change.now).await?;
    store::end_invitations_of(&mut change.tx, person).await?;
    change.record(Decision::Invited(Invitation { person })).await?;
    let expires = change.now.plus_seconds(VALID_SECONDS);
    store::save_invitation(&mut change.tx, &secret::hash(token), link, expires).await
}

/// Whom a link is for, as long as it holds, and whether it is a reset's.
pub async fn invitee(app: &App, token: &str) -> Result<(Person, bool)> {
    invitee_in(&mut app.view().await?, token, app.now()).await
}

pub(super) async fn invitee_in(tx: &mut Tx, token: &str, now: Timestamp) -> Result<(Person, bool)> {
    let link = store::invitation(tx, &secret::hash(token), now)
        .await?
        .ok_or(Error::NotFound)?;
    let person = organisation::store::person(tx, link.person).await?;
    let person = person.filter(|person| person.active).ok_or(Error::NotFound)?;
    Ok((person, link.reset))
}

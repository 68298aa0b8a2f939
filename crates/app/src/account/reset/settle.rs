use domain::account::{Reset, SecondFactorEnd};
use domain::decision::Decision;
use domain::ids::PersonId;
use domain::words::Duty;
use uuid::Uuid;

use super::store;
use crate::account::store::Link;
use crate::account::{invite, passkey, password, second_factor, secret};
use crate::organisation::officer;
use crate::{App, Change, Error, Result, organisation};

/// Confirms a reset, and answers with the link by which the person chooses a password.
pub async fn confirm(app: &App, by: PersonId, id: Uuid) -> Result<(PersonId, String)> {
    let token = secret::draw(app);
    // whoever lost the second factor is not left with the old password alone until the link is used: it may be known to
    // the very one whom the second factor kept out
    let locked = password::hashed(app, &secret::draw(app)).await?;
    let person = app
        .change(Some(by), async |change| {
            officer(change, &[Duty::Secure]).await?;
            let reset = reset(change, id).await?;
            change
                .record(Decision::ResetSettled(reset.settle(by, true)?))
                .await?;
            let person = reset.request.person;
            if reset.request.second_factor && second_factor::is_asked(&mut change.tx, person).await? {
                let end = SecondFactorEnd { person };
                change.record(Decision::SecondFactorEnded(end)).await?;
            }
            if reset.request.second_factor {
                passkey::end_all(change, person).await?;
                let owner = organisation::store::person(&mut change.tx, person).await?;
                password::set(change, &owner.ok_or(Error::NotFound)?, &locked).await?;
            }
            let link = Link { person, reset: true };
            invite::make_out(change, &token, link).await?;
            Ok(person)
        })
        .await?;
    Ok((person, token))
}

/// Declines a reset; whoever asked takes it back by this.
pub async fn decline(app: &App, by: PersonId, id: Uuid) -> Result<()> {
    app.change(Some(by), async |change| {
        let reset = reset(change, id).await?;
        if reset.asked_by != Some(by) {
            officer(change, &[Duty::Secure]).await?;
        }
        change
            .record(Decision::ResetSettled(reset.settle(by, false)?))
            .await
    })
    .await
}

async fn reset(change: &mut Change<'_>, id: Uuid) -> Result<Reset> {
    store::reset(&mut change.tx, id).await?.ok_or(Error::NotFound)
}

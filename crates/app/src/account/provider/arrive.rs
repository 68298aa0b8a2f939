use domain::refusal::AccountRefusal as Refusal;

use super::identity::{Distrust, Expected, subject};
use super::{AWAY_SECONDS, distrusted, of, store};
use crate::account::{Browser, Entry, secret, session};
use crate::{App, Result, organisation};

/// What somebody brings back from the provider, in the address.
#[derive(Clone, Debug, Default)]
pub struct Callback {
    /// What they left with.
    pub state: String,
    /// What is given in exchange for their identity; none when they did not sign in there.
    pub code: Option<String>,
    /// Who sent them, when the provider says so (RFC 9207).
    pub issuer: Option<String>,
}

/// Somebody who came back.
#[derive(Debug)]
pub struct Arrival {
    /// How far they came.
    pub entry: Entry,
    /// Where they wanted to be.
    pub back: String,
}

/// Takes in whoever comes back from the provider. `kept` is what their browser was given when they left. Each departure
/// counts once, whatever comes of it.
pub async fn arrive(app: &App, kept: &str, brought: &Callback, browser: &Browser) -> Result<Arrival> {
    let provider = of(app)?;
    let away = return_of(app, kept, &brought.state).await?;
    let issuer = &provider.agreement.issuer;
    if brought.issuer.as_ref().is_some_and(|named| named != issuer) {
        return Err(distrusted(&Distrust::Issuer));
    }
    let code = brought.code.as_ref().ok_or(Refusal::ProviderDeclined)?;
    let found = provider.discover(app).await?;
    let token = provider.exchange(&found, code, &away.verifier).await?;
    let keys = provider.keys(&found).await?;
    let expected = Expected {
        issuer,
        client: &provider.agreement.client,
        nonce: &away.nonce,
        claim: &provider.agreement.claim,
        now: app.now().0.div_euclid(1_000_000),
    };
    let code = subject(&token, &keys, &expected).map_err(|cause| distrusted(&cause))?;

    let mut tx = app.db().write().await?;
    let person = organisation::store::person_by_code(&mut tx, &code).await?;
    let person = person
        .filter(|person| person.active)
        .ok_or(Refusal::ProviderStranger)?;
    let entry = session::enter(app, &mut tx, person.id, browser).await?;
    tx.commit().await?;
    Ok(Arrival {
        entry,
        back: away.back,
    })
}

/// What somebody left with, when the same browser comes back in time and for the first time.
async fn return_of(app: &App, kept: &str, state: &str) -> Result<store::Away> {
    // both are secrets of 256 bits that were just drawn: comparing them tells nobody anything
    if kept.is_empty() || kept != state {
        return Err(Refusal::ProviderLost.into());
    }
    let oldest = app.now().plus_seconds(-AWAY_SECONDS);
    let mut tx = app.db().write().await?;
    let away = store::come_back(&mut tx, &secret::hash(state), oldest).await?;
    tx.commit().await?;
    Ok(away.ok_or(Refusal::ProviderLost)?)
}

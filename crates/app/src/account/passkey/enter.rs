use db::Tx;
use domain::account::Passkey;
use domain::ids::PersonId;
use domain::refusal::AccountRefusal as Refusal;
use serde_json::Value;

use super::ceremony::{Ceremony, Known, sent, written};
use super::{Party, Purpose, asking, draw, of, store, unfit, use_up};
use crate::account::{Browser, Welcome, second_factor, session, store as accounts};
use crate::{App, Error, Result, organisation};

/// A passkey as a browser shows it, in the letters it sends bytes in.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Which.
    pub credential: String,
    /// What the browser says.
    pub client: String,
    /// What the authenticator says.
    pub authenticator: String,
    /// Its signature.
    pub signature: String,
    /// Whose it is, by what the authenticator keeps; empty when it keeps nothing.
    pub user: String,
}

fn ceremony(party: &Party, verified: bool) -> Ceremony<'_> {
    Ceremony {
        kind: "webauthn.get",
        party,
        verified,
    }
}

/// What a browser is to ask an authenticator for when somebody signs in by a passkey alone.
pub async fn ask(app: &App) -> Result<Value> {
    let party = of(app)?;
    let challenge = draw(app, Purpose::SignIn).await?;
    Ok(asking(party, &challenge, (&[], true)))
}

/// The same at the second step, for those who have shown their password.
pub async fn ask_half(app: &App, half: &str) -> Result<Value> {
    let party = of(app)?;
    let person = second_factor::waiting(app, half).await?.id;
    let mut tx = app.view().await?;
    let allowed = store::credentials(&mut tx, person).await?;
    drop(tx);
    if allowed.is_empty() {
        return Err(Error::NotFound);
    }
    let challenge = draw(app, Purpose::Half(person)).await?;
    Ok(asking(party, &challenge, (&allowed, false)))
}

/// Whether a passkey helps at the second step of whoever stands there.
pub async fn helps(app: &App, half: &str) -> Result<bool> {
    if app.party.is_none() {
        return Ok(false);
    }
    let person = match second_factor::waiting(app, half).await {
        Ok(person) => person.id,
        Err(Error::NotFound) => return Ok(false),
        Err(error) => return Err(error),
    };
    let mut tx = app.view().await?;
    Ok(!store::credentials(&mut tx, person).await?.is_empty())
}

/// Signs in by a passkey. It verified its user, so that nothing else is asked for.
pub async fn enter(app: &App, shown: &Shown, browser: &Browser) -> Result<Welcome> {
    let found = check(app, shown, (Purpose::SignIn, true)).await?;
    // who has no name to begin with must be named by the authenticator (7.2, 6)
    if shown.user != written(found.person.0.as_bytes()) {
        return Err(Refusal::Passkey.into());
    }
    let mut tx = app.db().write().await?;
    accept(app, &mut tx, (&found, shown), true).await?;
    let welcome = session::begin(app, &mut tx, found.person, browser).await?;
    tx.commit().await?;
    Ok(welcome)
}

/// The second step by a passkey, in the place of a one-time code.
pub async fn confirm(app: &App, half: &str, shown: &Shown, browser: &Browser) -> Result<Welcome> {
    let person = second_factor::waiting(app, half).await?;
    let found = check(app, shown, (Purpose::Half(person.id), false)).await?;
    if found.person != person.id {
        return Err(Refusal::Passkey.into());
    }
    let account = crate::account::attempt::account(&mut app.view().await?, &person.code, browser).await?;
    let mut tx = app.db().write().await?;
    if second_factor::half(app, &mut tx, half).await? != Some(person.id) {
        return Err(Error::NotFound);
    }
    accept(app, &mut tx, (&found, shown), false).await?;
    second_factor::store::forget_halves(&mut tx, person.id, app.now()).await?;
    accounts::forget_attempts(&mut tx, &account).await?;
    let welcome = session::begin(app, &mut tx, person.id, browser).await?;
    tx.commit().await?;
    Ok(welcome)
}

/// Uses the challenge up, and finds the passkey.
async fn check(app: &App, shown: &Shown, (purpose, verified): (Purpose, bool)) -> Result<Passkey> {
    let client = sent(&shown.client).map_err(unfit)?;
    let challenge = ceremony(of(app)?, verified).challenge(&client).map_err(unfit)?;
    use_up(app, &challenge, purpose).await?;
    let mut tx = app.view().await?;
    let found = store::known(&mut tx, &shown.credential).await?;
    Ok(found.ok_or(Refusal::Passkey)?)
}

/// Whether it holds, with the counter as it is now: of two who show the same key at once, the second sees the first.
async fn accept(app: &App, tx: &mut Tx, (found, shown): (&Passkey, &Shown), verified: bool) -> Result<()> {
    let Some(still) = store::known(tx, &found.credential).await? else {
        return Err(Refusal::Passkey.into());
    };
    is_active(tx, still.person).await?;
    let counter = store::counter_for_update(tx, still.id).await?;
    let key = sent(&still.key).map_err(unfit)?;
    let known = Known {
        key: &key,
        may_be_copied: still.may_be_copied,
        counter,
    };
    let (client, said) = (
        sent(&shown.client).map_err(unfit)?,
        sent(&shown.authenticator).map_err(unfit)?,
    );
    let signature = sent(&shown.signature).map_err(unfit)?;
    let counter = ceremony(of(app)?, verified)
        .shown(&known, (&client, &said), &signature)
        .map_err(unfit)?;
    store::count(tx, still.id, counter, app.now()).await
}

async fn is_active(tx: &mut Tx, person: PersonId) -> Result<()> {
    let found = organisation::store::person(tx, person).await?;
    found
        .filter(|person| person.active)
        .map(|_| ())
        .ok_or_else(|| Refusal::Passkey.into())
}

use domain::account::{Passkey, PasskeyRemoval};
use domain::decision::Decision;
use domain::ids::PersonId;
use domain::organisation::name;
use domain::refusal::AccountRefusal as Refusal;
use serde_json::{Value, json};
use uuid::Uuid;

use super::ceremony::{Ceremony, sent, written};
use super::key::ALGORITHMS;
use super::{CEREMONY_SECONDS, MOST, Party, Purpose, draw, of, store, unfit, use_up};
use crate::account::{owner::owner, second_factor, store as accounts};
use crate::{App, Change, Error, Result, organisation};

/// What a browser brings of a new passkey, in the letters it sends bytes in.
pub struct Made<'m> {
    /// What its owner calls it.
    pub name: &'m str,
    /// What the browser says.
    pub client: &'m str,
    /// What the authenticator says.
    pub attestation: &'m str,
    /// A one-time code of whoever has a second factor: a passkey will stand in its place.
    pub code: &'m str,
}

fn ceremony(party: &Party) -> Ceremony<'_> {
    Ceremony {
        kind: "webauthn.create",
        party,
        verified: true,
    }
}

/// What a browser is to ask an authenticator for when somebody takes up a passkey.
pub async fn ask_new(app: &App, by: PersonId) -> Result<Value> {
    let party = of(app)?;
    let mut tx = app.view().await?;
    let person = organisation::store::person(&mut tx, by)
        .await?
        .ok_or(Error::NotFound)?;
    let known = store::credentials(&mut tx, by).await?;
    drop(tx);
    let challenge = draw(app, Purpose::New(by)).await?;
    let kinds = ALGORITHMS.map(|algorithm| json!({ "type": "public-key", "alg": algorithm }));
    let known: Vec<_> = known
        .iter()
        .map(|id| json!({ "type": "public-key", "id": id }))
        .collect();
    Ok(json!({
        "challenge": challenge,
        "rp": { "id": party.id, "name": "公开" },
        "user": { "id": written(by.0.as_bytes()), "name": person.code, "displayName": person.name },
        "pubKeyCredParams": kinds,
        "excludeCredentials": known,
        "timeout": CEREMONY_SECONDS * 1000,
        "attestation": "none",
        "authenticatorSelection": { "residentKey": "required", "requireResidentKey": true, "userVerification": "required" },
    }))
}

/// Takes up a passkey. The password, and a code where there is a second factor, show that it is its owner who does.
pub async fn add(app: &App, by: PersonId, made: &Made<'_>, password: &str) -> Result<()> {
    let party = of(app)?;
    let name = name(made.name)?;
    let account = owner(app, by, password).await?;
    let ceremony = ceremony(party);
    let (client, attestation) = (
        sent(made.client).map_err(unfit)?,
        sent(made.attestation).map_err(unfit)?,
    );
    let challenge = ceremony.challenge(&client).map_err(unfit)?;
    use_up(app, &challenge, Purpose::New(by)).await?;
    let created = ceremony.created(&client, &attestation).map_err(unfit)?;
    let passkey = Passkey {
        id: app.new_id(),
        person: by,
        credential: written(&created.credential),
        key: written(&created.key),
        may_be_copied: created.may_be_copied,
        name,
    };
    app.change(Some(by), async |change| {
        if MOST <= store::credentials(&mut change.tx, by).await?.len() {
            return Err(Refusal::PasskeyTooMany.into());
        }
        if store::known(&mut change.tx, &passkey.credential).await?.is_some() {
            return Err(Refusal::PasskeyThere.into());
        }
        if second_factor::is_asked(&mut change.tx, by).await? {
            second_factor::use_up(change, by, made.code).await?;
        }
        change.record(Decision::Passkey(passkey.clone())).await?;
        store::count(&mut change.tx, passkey.id, created.counter, change.now).await?;
        accounts::forget_attempts(&mut change.tx, &account).await
    })
    .await
}

/// Calls a passkey of one's own otherwise.
pub async fn rename(app: &App, by: PersonId, id: Uuid, called: &str) -> Result<()> {
    let name = name(called)?;
    app.change(Some(by), async |change| {
        let found = store::one(&mut change.tx, by, id).await?.ok_or(Error::NotFound)?;
        let renamed = Passkey {
            name: name.clone(),
            ..found
        };
        change.record(Decision::Passkey(renamed)).await
    })
    .await
}

/// Gives a passkey of one's own up.
pub async fn remove(app: &App, by: PersonId, id: Uuid) -> Result<()> {
    app.change(Some(by), async |change| {
        store::one(&mut change.tx, by, id).await?.ok_or(Error::NotFound)?;
        end(change, by, id).await
    })
    .await
}

/// Takes every passkey of somebody's away: whoever had the account before made them.
pub(in crate::account) async fn end_all(change: &mut Change<'_>, person: PersonId) -> Result<()> {
    for passkey in store::views(&mut change.tx, person).await? {
        end(change, person, passkey.id).await?;
    }
    Ok(())
}

async fn end(change: &mut Change<'_>, person: PersonId, id: Uuid) -> Result<()> {
    store::forget_count(&mut change.tx, id).await?;
    let removal = PasskeyRemoval { id, person };
    change.record(Decision::PasskeyRemoved(removal)).await
}

use db::Tx;
use domain::actor::Actor;
use domain::ids::PersonId;
use domain::organisation::Person;

use super::{secret, store};
use crate::{App, Result, organisation, telling};

/// A session ends after so many seconds without a request.
const IDLE: i64 = 30 * 60;
/// And after so many seconds in any case.
const LONGEST: i64 = 12 * 3600;
/// How exactly the last request is remembered, so that reading a page seldom writes.
const GRAIN: i64 = 60;

/// Whose session this is, when it still runs and its person is active.
pub async fn whose(app: &App, token: &str) -> Result<Option<PersonId>> {
    Ok(signed_in(app, token).await?.map(|(person, _)| person.id))
}

/// The same with the duties of the posts they hold today: what every page wants to know of who asks, in one view.
pub async fn signed_in(app: &App, token: &str) -> Result<Option<(Person, Actor)>> {
    let (hash, now) = (secret::hash(token), app.now());
    let mut tx = app.view().await?;
    let since = (now.plus_seconds(-IDLE), now.plus_seconds(-LONGEST));
    let Some((id, seen)) = store::session(&mut tx, &hash, since).await? else {
        return Ok(None);
    };
    let Some(person) = organisation::store::person(&mut tx, id).await? else {
        return Ok(None);
    };
    let actor = organisation::actor_of(&mut tx, &person, app.today()).await?;
    drop(tx);
    if seen.plus_seconds(GRAIN) <= now {
        let mut tx = app.db().write().await?;
        store::touch(&mut tx, &hash, now).await?;
        telling::go_on_visiting(&mut tx, id, now).await?;
        tx.commit().await?;
    }
    Ok(Some((person, actor)))
}

/// Whose session this is, without counting as a request: for what runs on while nobody does anything.
pub async fn still(app: &App, token: &str) -> Result<Option<PersonId>> {
    let now = app.now();
    let mut tx = app.view().await?;
    let since = (now.plus_seconds(-IDLE), now.plus_seconds(-LONGEST));
    let found = store::session(&mut tx, &secret::hash(token), since).await?;
    Ok(found.map(|(person, _)| person))
}

/// Ends a session.
pub async fn sign_out(app: &App, token: &str) -> Result<()> {
    let mut tx = app.db().write().await?;
    store::end_session(&mut tx, &secret::hash(token)).await?;
    Ok(tx.commit().await?)
}

/// Begins a session, and answers with its secret.
pub(super) async fn begin(app: &App, tx: &mut Tx, person: PersonId) -> Result<String> {
    let (token, now) = (secret::draw(app), app.now());
    store::forget_old_sessions(tx, now.plus_seconds(-LONGEST)).await?;
    store::begin_session(tx, &secret::hash(&token), person, now).await?;
    telling::begin_visit(tx, person, now).await?;
    Ok(token)
}

use db::Tx;
use domain::actor::Actor;
use domain::ids::PersonId;
use domain::organisation::Person;
use domain::time::Timestamp;
use uuid::Uuid;

use super::{Browser, Entry, Welcome, second_factor, secret, store};
use crate::{App, Error, Result, organisation, telling};

/// How long sessions last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetimes {
    /// A session ends after so many seconds without a request.
    pub idle_seconds: i64,
    /// And after so many seconds in any case.
    pub longest_seconds: i64,
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self {
            idle_seconds: 30 * 60,
            longest_seconds: 12 * 3600,
        }
    }
}

/// A session as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionView {
    /// Its id, which opens nothing.
    pub id: Uuid,
    /// What its browser calls itself.
    pub device: String,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it last asked for something, to the minute.
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub this: bool,
}

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
    let since = oldest(app);
    let Some((id, seen)) = store::session(&mut tx, &hash, since).await? else {
        return Ok(None);
    };
    let Some(person) = organisation::store::person(&mut tx, id).await? else {
        return Ok(None);
    };
    let actor = organisation::actor_in(&mut tx, person.id, app.today()).await?;
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
    let mut tx = app.view().await?;
    let found = store::session(&mut tx, &secret::hash(token), oldest(app)).await?;
    Ok(found.map(|(person, _)| person))
}

/// Ends a session.
pub async fn sign_out(app: &App, token: &str) -> Result<()> {
    let mut tx = app.db().write().await?;
    store::end_session(&mut tx, &secret::hash(token)).await?;
    Ok(tx.commit().await?)
}

/// Somebody's sessions that still run, the last used first.
pub async fn sessions(app: &App, person: PersonId, token: &str) -> Result<Vec<SessionView>> {
    let mut tx = app.view().await?;
    store::sessions(&mut tx, person, (oldest(app), &secret::hash(token))).await
}

/// Ends one of one's own sessions.
pub async fn end_session(app: &App, by: PersonId, id: Uuid) -> Result<()> {
    let mut tx = app.db().write().await?;
    if !store::end_session_of(&mut tx, by, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Ends every session of one's own but this one.
pub async fn end_other_sessions(app: &App, by: PersonId, token: &str) -> Result<()> {
    let mut tx = app.db().write().await?;
    store::end_sessions_but(&mut tx, by, &secret::hash(token)).await?;
    Ok(tx.commit().await?)
}

/// Lets somebody in, or to the second step when a second factor is asked for.
pub(super) async fn enter(app: &App, tx: &mut Tx, person: PersonId, browser: &Browser) -> Result<Entry> {
    if second_factor::is_asked(tx, person).await? {
        return Ok(Entry::Half(second_factor::ask(app, tx, person).await?));
    }
    Ok(Entry::Open(begin(app, tx, person, browser).await?))
}

/// Begins a session, and answers with its secret, and the one by which the browser is known again.
pub(super) async fn begin(app: &App, tx: &mut Tx, person: PersonId, browser: &Browser) -> Result<Welcome> {
    let session = secret::draw(app);
    store::forget_old_sessions(tx, oldest(app).1).await?;
    let begun = store::Begun {
        id: app.new_id(),
        person,
        at: app.now(),
        device: browser.device(),
    };
    store::begin_session(tx, &secret::hash(&session), &begun).await?;
    telling::begin_visit(tx, person, app.now()).await?;
    let known = browser.remember(app, tx, person).await?;
    Ok(Welcome { session, known })
}

/// Who was seen last at the first moment, or began at the second, is out.
fn oldest(app: &App) -> (Timestamp, Timestamp) {
    let Lifetimes {
        idle_seconds,
        longest_seconds,
    } = app.lifetimes();
    let now = app.now();
    (
        now.plus_seconds(-idle_seconds),
        now.plus_seconds(-longest_seconds),
    )
}

//! Background work: rows written in the transaction that wants them, claimed by lease, repeated with back-off.

mod store;

use domain::ids::{ContentId, PlanId};
use domain::time::Timestamp;
use uuid::Uuid;

use crate::{App, Change, Error, Result, release};

const LEASE_SECONDS: i64 = 60;
/// After so many tries a job waits for a person.
const MOST_TRIES: i64 = 12;

/// What there is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Release an approved plan whose time has come.
    Release,
    /// Remove a file whose content was destroyed.
    RemoveFile,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::RemoveFile => "remove_file",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        let known = [Self::Release, Self::RemoveFile];
        known.into_iter().find(|kind| kind.code() == code)
    }
}

/// Writes a job into the transaction of the change that wants it. One of a kind about one thing is enough.
pub(crate) async fn enqueue(change: &mut Change<'_>, kind: Kind, about: Uuid, due: Timestamp) -> Result<()> {
    let id = change.app.new_id();
    store::save(&mut change.tx, id, kind.code(), about, due).await
}

/// Does everything that is due, and says how many jobs that was.
pub async fn run_due(app: &App) -> Result<u64> {
    let mut done = 0;
    while let Some(job) = claim(app).await? {
        match run(app, &job).await {
            Ok(()) => finish(app, job.id).await?,
            Err(error) => postpone(app, &job, &error).await?,
        }
        done += 1;
    }
    Ok(done)
}

/// How many jobs wait, and how many of them for a person.
pub async fn backlog(app: &App) -> Result<(i64, i64)> {
    let mut tx = app.view().await?;
    store::backlog(&mut tx, MOST_TRIES).await
}

async fn run(app: &App, job: &store::Job) -> Result<()> {
    match Kind::from_code(&job.kind) {
        Some(Kind::Release) => release::release_when_due(app, PlanId(job.about)).await,
        Some(Kind::RemoveFile) => app.files.remove(ContentId(job.about)).await,
        None => Err(Error::failed(format!("unknown kind of job: {}", job.kind))),
    }
}

async fn claim(app: &App) -> Result<Option<store::Job>> {
    let mut tx = app.db().write().await?;
    let now = app.now();
    let job = store::next(&mut tx, now, MOST_TRIES).await?;
    if let Some(job) = &job {
        store::lease(&mut tx, job.id, now.plus_seconds(LEASE_SECONDS)).await?;
    }
    tx.commit().await?;
    Ok(job)
}

async fn finish(app: &App, id: Uuid) -> Result<()> {
    let mut tx = app.db().write().await?;
    store::remove(&mut tx, id).await?;
    Ok(tx.commit().await?)
}

/// Twice as long after each failure, beginning with a minute.
async fn postpone(app: &App, job: &store::Job, error: &Error) -> Result<()> {
    tracing::warn!(kind = job.kind, about = %job.about, tries = job.tries, ?error, "a job failed");
    let wait = 60_i64.saturating_mul(1 << job.tries.clamp(0, 16));
    let mut tx = app.db().write().await?;
    store::postpone(&mut tx, job.id, app.now().plus_seconds(wait), &error.to_string()).await?;
    Ok(tx.commit().await?)
}

/// What a sending makes. The same key for another kind of thing is another sending.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Made {
    Matter,
    Plan,
}

impl Made {
    fn code(self) -> &'static str {
        match self {
            Self::Matter => "matter",
            Self::Plan => "plan",
        }
    }
}

/// What the same sending of the same person made before.
pub(crate) async fn recorded(
    change: &mut Change<'_>,
    made: Made,
    once: Option<&str>,
) -> Result<Option<Uuid>> {
    let Some(key) = once else { return Ok(None) };
    let person = change.person()?;
    store::recorded(&mut change.tx, person, (made.code(), key)).await
}

/// Remembers what this sending made, so that a second click makes nothing new.
pub(crate) async fn remember(
    change: &mut Change<'_>,
    made: Made,
    once: Option<&str>,
    about: Uuid,
) -> Result<()> {
    let Some(key) = once else { return Ok(()) };
    let (person, now) = (change.person()?, change.now);
    store::remember(&mut change.tx, person, (made.code(), key), (about, now)).await
}

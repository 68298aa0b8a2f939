//! What somebody has typed and not saved yet: kept for them alone, in no journal, gone when they save.

pub(crate) mod store;

use db::Tx;
use domain::ids::{MatterId, PersonId};
use domain::refusal::PlanRefusal;
use domain::time::Timestamp;
use domain::words::{Duty, Stage};

use crate::organisation::actor_in;
use crate::{App, Error, Result, matter};

/// A form of the longest text, each of its characters escaped, is shorter.
const LONGEST: usize = 1024 * 1024;
/// Whoever typed nothing for so many seconds is not at it any more.
const PRESENT: i64 = 15 * 60;
/// What nobody came back for is forgotten after so many days.
const KEPT_DAYS: i64 = 60;

/// What was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// When it was typed.
    pub at: Timestamp,
    /// The edition that stood on the page.
    pub edition: i64,
    /// The form, as whoever keeps it wrote it down.
    pub form: String,
}

/// Somebody else who is writing the same plan just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    /// Their name.
    pub name: String,
    /// Since when.
    pub since: Timestamp,
}

/// Keeps what somebody has typed into the plan of a stage, stored or not, over what was kept before.
pub async fn keep(
    app: &App,
    by: PersonId,
    place: (MatterId, Stage),
    (edition, form): (i64, &str),
) -> Result<Timestamp> {
    if LONGEST < form.len() {
        return Err(PlanRefusal::AutosaveTooLong.into());
    }
    let mut tx = app.db().write().await?;
    drafter(app, &mut tx, by, place.0).await?;
    let now = app.now();
    let before = store::moments(&mut tx, place, by).await?;
    let begun = before
        .filter(|(_, last)| now <= last.plus_seconds(PRESENT))
        .map_or(now, |(begun, _)| begun);
    store::save(&mut tx, place, by, (edition, form), (begun, now)).await?;
    store::forget_before(&mut tx, now.plus_days(-KEPT_DAYS)).await?;
    tx.commit().await?;
    Ok(now)
}

/// What was kept for somebody.
pub async fn kept(app: &App, by: PersonId, place: (MatterId, Stage)) -> Result<Option<Kept>> {
    let mut tx = app.view().await?;
    drafter(app, &mut tx, by, place.0).await?;
    store::kept(&mut tx, place, by).await
}

/// Forgets what was kept for somebody.
pub async fn forget(app: &App, by: PersonId, place: (MatterId, Stage)) -> Result<()> {
    let mut tx = app.db().write().await?;
    drafter(app, &mut tx, by, place.0).await?;
    store::forget(&mut tx, place, by).await?;
    Ok(tx.commit().await?)
}

/// Who else is writing the plan of a stage just now.
pub async fn others(app: &App, by: PersonId, place: (MatterId, Stage)) -> Result<Vec<Writing>> {
    let mut tx = app.view().await?;
    drafter(app, &mut tx, by, place.0).await?;
    store::others(&mut tx, place, by, app.now().plus_seconds(-PRESENT)).await
}

/// Only a drafter of the unit; for whoever works elsewhere the matter is not there.
async fn drafter(app: &App, tx: &mut Tx, by: PersonId, id: MatterId) -> Result<()> {
    let actor = actor_in(tx, by, app.today()).await?;
    let found = matter::store::matter(tx, id).await?.ok_or(Error::NotFound)?;
    if !actor.works_in(found.unit) {
        return Err(Error::NotFound);
    }
    if !actor.sits(found.unit, Duty::Draft) {
        return Err(PlanRefusal::DutyMissing(Duty::Draft).into());
    }
    Ok(())
}

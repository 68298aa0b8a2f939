use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use db::Tx;
use domain::calendar::Calendar;
use domain::ids::{CalendarId, RulebookId, UnitId};
use domain::rulebook::Rulebook;
use domain::words::Track;
use jiff::civil::Date;

use super::store;
use crate::{App, Error, Result, content};

/// Rulebooks and calendars that were read once. They never change, so they never leave.
#[derive(Default)]
pub struct Shelf {
    rulebooks: Mutex<HashMap<RulebookId, Arc<Rulebook>>>,
    calendars: Mutex<HashMap<CalendarId, Arc<Calendar>>>,
}

impl Shelf {
    fn get(&self, id: RulebookId) -> Option<Arc<Rulebook>> {
        let rulebooks = self.rulebooks.lock().unwrap_or_else(PoisonError::into_inner);
        rulebooks.get(&id).cloned()
    }

    fn put(&self, id: RulebookId, rules: Arc<Rulebook>) {
        let mut rulebooks = self.rulebooks.lock().unwrap_or_else(PoisonError::into_inner);
        rulebooks.insert(id, rules);
    }

    pub(super) fn calendar(&self, id: CalendarId) -> Option<Arc<Calendar>> {
        let calendars = self.calendars.lock().unwrap_or_else(PoisonError::into_inner);
        calendars.get(&id).cloned()
    }

    pub(super) fn put_calendar(&self, id: CalendarId, calendar: Arc<Calendar>) {
        let mut calendars = self.calendars.lock().unwrap_or_else(PoisonError::into_inner);
        calendars.insert(id, calendar);
    }
}

/// A rulebook and which version it is.
#[derive(Clone, Debug)]
pub struct InForce {
    /// This version.
    pub id: RulebookId,
    /// Its rules.
    pub rules: Arc<Rulebook>,
}

/// The rulebook of a track that holds for a unit today: its own, or that of the nearest unit above which has one.
pub async fn in_force(app: &App, unit: UnitId, track: Track) -> Result<Option<InForce>> {
    let mut tx = app.view().await?;
    in_force_in(app, &mut tx, unit, track).await
}

/// One version of a rulebook.
pub async fn of(app: &App, id: RulebookId) -> Result<Arc<Rulebook>> {
    if let Some(rules) = app.rulebooks.get(id) {
        return Ok(rules);
    }
    let mut tx = app.view().await?;
    of_in(app, &mut tx, id).await
}

pub(crate) async fn in_force_in(
    app: &App,
    tx: &mut Tx,
    unit: UnitId,
    track: Track,
) -> Result<Option<InForce>> {
    in_force_on(app, tx, (unit, track), app.today()).await
}

/// The same for a day, which may be still to come.
pub(crate) async fn in_force_on(
    app: &App,
    tx: &mut Tx,
    (unit, track): (UnitId, Track),
    day: Date,
) -> Result<Option<InForce>> {
    let Some(id) = store::newest(tx, unit, track, day).await? else {
        return Ok(None);
    };
    let rules = of_in(app, tx, id).await?;
    Ok(Some(InForce { id, rules }))
}

pub(crate) async fn of_in(app: &App, tx: &mut Tx, id: RulebookId) -> Result<Arc<Rulebook>> {
    if let Some(rules) = app.rulebooks.get(id) {
        return Ok(rules);
    }
    let (code, place) = store::content(tx, id).await?.ok_or(Error::NotFound)?;
    let bytes = content::store::bytes(tx, place).await?.ok_or(Error::NotFound)?;
    let rules = Arc::new(Rulebook::parse(&code, &String::from_utf8_lossy(&bytes))?);
    app.rulebooks.put(id, Arc::clone(&rules));
    Ok(rules)
}

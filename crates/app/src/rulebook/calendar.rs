//! The working-day calendar: the one this program was shipped with, until an administrator imports a newer one.

use std::sync::{Arc, LazyLock};

use db::Tx;
use domain::calendar::Calendar;
use domain::decision::{CalendarImport, Decision};
use domain::ids::{CalendarId, PersonId};
use domain::refusal::RequestRefusal;
use domain::rulebook::Faults;

use super::store;
use crate::organisation::administrator;
use crate::{App, Error, Result, content};

const FILE: &str = "calendar-cn.toml";

/// The working days as they are known now.
pub async fn calendar(app: &App) -> Result<Arc<Calendar>> {
    let mut tx = app.view().await?;
    calendar_in(app, &mut tx).await
}

pub(crate) async fn calendar_in(app: &App, tx: &mut Tx) -> Result<Arc<Calendar>> {
    let Some((id, place)) = store::newest_calendar(tx).await? else {
        return shipped();
    };
    if let Some(calendar) = app.rulebooks.calendar(id) {
        return Ok(calendar);
    }
    let bytes = content::store::bytes(tx, place).await?.ok_or(Error::NotFound)?;
    let calendar = Arc::new(Calendar::parse(FILE, &String::from_utf8_lossy(&bytes))?);
    app.rulebooks.put_calendar(id, Arc::clone(&calendar));
    Ok(calendar)
}

fn shipped() -> Result<Arc<Calendar>> {
    static SHIPPED: LazyLock<std::result::Result<Arc<Calendar>, Faults>> = LazyLock::new(|| {
        let text = include_str!("../../../../rulebooks/calendar-cn.toml");
        Calendar::parse(FILE, text).map(Arc::new)
    });
    let shipped = SHIPPED.as_ref();
    shipped.cloned().map_err(|faults| Error::Rulebook(faults.clone()))
}

/// Puts a newer calendar in the place of the present one. It must know every year that this one knows, so that no
/// deadline is lost. What could not be computed before is computed from now on, since no deadline is ever stored.
pub async fn import_calendar(
    app: &App,
    by: Option<PersonId>,
    (file, text): (&str, &str),
) -> Result<CalendarId> {
    let calendar = Calendar::parse(file, text)?;
    app.change(by, async |change| {
        administrator(change).await?;
        let present = calendar_in(app, &mut change.tx).await?;
        if let Some(year) = present
            .years()
            .find(|year| !calendar.years().any(|new| new == *year))
        {
            return Err(RequestRefusal::CalendarForgets { year }.into());
        }
        if calendar == *present {
            return Err(RequestRefusal::CalendarKnown.into());
        }
        let import = CalendarImport {
            id: CalendarId(app.new_id()),
            last_year: calendar.years().last().unwrap_or_default(),
            sealed: change.seal(text.as_bytes()).await?,
        };
        let id = import.id;
        change.record(Decision::Calendar(import)).await?;
        Ok(id)
    })
    .await
}

//! How long a disclosure is open to opinions: on its page, and as an event for calendar programs.

use app::reader::{Disclosure, Reader};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::calendar::Calendar;
use domain::rulebook::Entry;
use jiff::civil::Date;

use crate::frame::Frame;
use crate::icalendar::{self, Event};
use crate::session::Visitor;
use crate::texts::fill;
use crate::{Result, Site, paths};

/// The first and the last day of so many working days after a release; nothing when none was set, or the calendar it
/// needs is not published yet.
pub(crate) fn of(calendar: &Calendar, (released, days): (Date, u32)) -> Option<(Date, Date)> {
    if days == 0 {
        return None;
    }
    let last = calendar.after_working_days(released, days).ok()?;
    Some((released.tomorrow().ok()?, last))
}

/// The same, of a disclosure of an entry.
pub(super) async fn of_disclosure(
    site: &Site,
    disclosure: &Disclosure,
    entry: Option<&Entry>,
) -> Result<Option<(Date, Date)>> {
    let rule = entry.and_then(|entry| entry.stage(disclosure.stage));
    let days = rule.map_or(0, |rule| rule.notice_days);
    if days == 0 {
        return Ok(None);
    }
    let calendar = app::rulebook::calendar(&site.app).await?;
    let released = disclosure.released_at.day(site.app.zone());
    Ok(of(&calendar, (released, days)))
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let id = paths::id(&id)?;
    let f = Frame::of(&site, &visitor, "disclosures");
    let mut reader = Reader::open(&site.app, visitor.person.map(|person| person.id)).await?;
    let disclosure = reader.disclosure(id).await?.ok_or(app::Error::NotFound)?;
    let matter = reader.matter(disclosure.matter).await?;
    drop(reader);
    let matter = matter.ok_or(app::Error::NotFound)?;
    let rules = app::rulebook::of(&site.app, disclosure.rulebook).await?;
    let days = of_disclosure(&site, &disclosure, matter.entry_in(&rules).as_ref()).await?;
    let (first, last) = days.ok_or(app::Error::NotFound)?;
    let t = &f.t.paper;
    let event = Event {
        uid: id.to_string(),
        first,
        last,
        title: fill(t.period_event, &[&disclosure.proposal.title]),
        words: [
            disclosure.unit_name.as_str(),
            &disclosure.number,
            &fill(t.period, &[&last.to_string()]),
        ]
        .join("\n"),
        address: Some(format!("{}{}", paths::base(&headers), paths::disclosure(&id))),
    };
    Ok(icalendar::answer(
        ("notices", t.period_calendar),
        &[event],
        site.app.now(),
    ))
}

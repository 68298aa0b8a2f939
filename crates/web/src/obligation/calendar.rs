//! The last days of what is owed, for calendar programs. Who holds the address reads what its owner may see at that
//! moment, and nothing once it was taken back.

use app::account;
use app::obligation::{self, Dated, Key};
use axum::extract::{Path, State};
use axum::response::Response;

use super::row::{about, standing};
use crate::icalendar::{self, Event};
use crate::texts::{Texts, ZH};
use crate::{Result, Site};

pub(super) async fn show(State(site): State<Site>, Path(file): Path<String>) -> Result<Response> {
    let token = file.strip_suffix(".ics").unwrap_or(&file);
    let owner = account::addressee(&site.app, token).await?;
    let person = owner.ok_or(app::Error::NotFound)?;
    let dated = obligation::dated(&site.app, person).await?;
    let events: Vec<_> = dated.iter().map(|one| event(ZH, one)).collect();
    let named = ("obligations", ZH.obligation.title);
    Ok(icalendar::answer(named, &events, site.app.now()))
}

fn event(t: &Texts, one: &Dated) -> Event {
    let owed = &one.owed.obligation;
    let key = Key::of(owed);
    Event {
        uid: format!("{}/{}/{}/{}", one.unit, key.track.code(), key.entry, key.about),
        first: one.due,
        last: one.due,
        title: format!("{}{}{}", owed.rule.name, t.common.colon, about(t, &one.owed)),
        words: [one.unit_name.as_str(), &standing(t, owed), &owed.rule.responsible].join("\n"),
        address: None,
    }
}

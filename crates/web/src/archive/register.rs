use app::archive::{self, Entry, Fate, Register};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::ids::UnitId;
use serde::Deserialize;

use crate::asked::Query;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::fill;
use crate::{Result, Site, paths};

/// Whose register, and of which year.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) unit: String,
    pub(super) year: String,
}

#[derive(Template)]
#[template(path = "archive/register.html")]
pub(super) struct Page {
    f: Frame,
    units: Vec<(UnitId, String)>,
    register: Register,
    running: i16,
    pub(super) refused: Option<String>,
}

impl Page {
    pub(super) async fn load(site: &Site, signed: &SignedIn, asked: &Asked) -> Result<Self> {
        let person = signed.person.id;
        let units = archive::units(&site.app, person).await?;
        let running = site.app.today().year();
        let year = if asked.year.is_empty() {
            running
        } else {
            paths::id(&asked.year)?
        };
        let unit = match units.first() {
            Some((first, _)) if asked.unit.is_empty() => *first,
            _ => paths::id(&asked.unit)?,
        };
        Ok(Self {
            f: Frame::of(site, &signed.visitor, "desk"),
            units,
            register: archive::register(&site.app, person, unit, year).await?,
            running,
            refused: None,
        })
    }

    fn caption(&self) -> String {
        let year = self.register.year.to_string();
        fill(self.f.t.archive.of, &[&self.register.unit_name, &year])
    }

    fn export(&self) -> String {
        paths::register(&self.register.unit, self.register.year, "/export")
    }

    fn archive(&self) -> String {
        paths::register(&self.register.unit, self.register.year, "/archive")
    }

    fn archived(&self) -> Option<String> {
        let closed = self.register.closed.as_ref()?;
        let (year, day) = (self.register.year.to_string(), self.f.day(&closed.at));
        Some(fill(self.f.t.archive.archived, &[&year, &closed.by, &day]))
    }

    /// Whether the closing of the year is offered.
    fn may_close(&self) -> bool {
        let register = &self.register;
        register.may_close
            && register.closed.is_none()
            && register.open.is_empty()
            && register.year < self.running
    }

    fn title<'e>(&'e self, entry: &'e Entry) -> &'e str {
        let hidden = self.f.t.withdrawal.title_hidden;
        entry.title.as_deref().unwrap_or(hidden)
    }

    fn matter<'e>(&'e self, entry: &'e Entry) -> &'e str {
        if entry.title.is_some() {
            &entry.matter_title
        } else {
            self.f.t.withdrawal.matter_hidden
        }
    }

    fn scope(&self, entry: &Entry) -> String {
        let words = entry.audience.iter().map(|(token, from)| {
            let from = fill(self.f.t.archive.from, &[&self.f.day(from)]);
            fill(
                self.f.t.common.aside,
                &[(self.f.t.common.scope)(token.scope()), &from],
            )
        });
        words.collect::<Vec<_>>().join(self.f.t.common.comma)
    }

    fn ways(&self, entry: &Entry) -> String {
        let words = entry.ways().into_iter().map(self.f.t.common.way);
        words.collect::<Vec<_>>().join(self.f.t.common.comma)
    }

    fn shown(&self, entry: &Entry) -> String {
        let t = &self.f.t.archive;
        let from = self.f.day(&entry.released_at);
        let until = entry
            .proposal
            .as_ref()
            .and_then(|proposal| proposal.display_until);
        match until {
            Some(until) => fill(t.until, &[&from, &until.to_string()]),
            None => fill(t.from, &[&from]),
        }
    }

    fn state(&self, entry: &Entry) -> String {
        let t = self.f.t;
        match entry.fate {
            Fate::Shown => t.archive.is_shown.to_owned(),
            Fate::Over(day) => fill(t.common.aside, &[t.withdrawal.display_over, &day.to_string()]),
            Fate::Corrected => t.after.corrected.to_owned(),
            Fate::Withdrawn(ground) => fill(t.common.aside, &[t.withdrawal.withdrawn, t.ground(ground)]),
        }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    page(&Page::load(&site, &signed, &asked).await?)
}

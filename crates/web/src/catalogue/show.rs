use app::catalogue::{self, InForce, Published};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::ids::UnitId;
use domain::rulebook::{Entry, Field, Mirrored, Rulebook};
use domain::words::Track;

use crate::frame::{Frame, page};
use crate::session::Visitor;
use crate::texts::{self, fill};
use crate::{Result, Site, paths};

#[derive(Template)]
#[template(path = "catalogue/show.html")]
struct Page {
    f: Frame,
    w: &'static texts::Catalogue,
    unit: UnitId,
    track: Track,
    in_force: InForce,
    /// Whether this person drafts for the unit.
    drafts: bool,
}

impl Page {
    fn title(&self) -> String {
        let track = (self.f.t.common.track)(self.track);
        fill(self.w.of, &[&self.in_force.unit_name, track])
    }

    fn address(&self, track: Track) -> String {
        paths::catalogue(&self.unit, track)
    }

    fn begin(&self) -> String {
        paths::new_catalogue(&self.unit, self.track)
    }

    fn held(&self, held: &Published) -> String {
        let version = held.rules.version.to_string();
        fill(self.w.held_from, &[&version, &held.from.to_string()])
    }

    fn count(&self, rules: &Rulebook) -> String {
        let (headings, entries) = (rules.categories.len(), rules.entries.len());
        fill(self.w.count, &[&headings.to_string(), &entries.to_string()])
    }

    fn entries<'r>(&self, rules: &'r Rulebook, category: &str) -> Vec<&'r Entry> {
        let under = |entry: &&Entry| entry.category == category;
        rules.entries.iter().filter(under).collect()
    }

    /// The track that this is not.
    fn other(&self) -> Track {
        match self.track {
            Track::Party => Track::Government,
            Track::Government => Track::Party,
        }
    }

    /// The entries of the other track that are about the same thing: where each stands, what it is called, what either
    /// side says of it.
    fn mirrored(&self, entry: &Entry) -> Vec<(String, String, Vec<String>)> {
        let track = (self.f.t.common.track)(self.other());
        let mirrored = entry.mirrored(self.in_force.other.as_deref());
        let line = |one: Mirrored<'_>| {
            let named = match one.name {
                Some(name) => format!("{} {name}", one.key),
                None => one.key.to_owned(),
            };
            let notes = one.notes.iter().map(|note| (*note).to_owned());
            let address = format!("{}#{}", self.address(self.other()), one.key);
            (
                address,
                fill(self.w.mirror_line, &[track, &named]),
                notes.collect(),
            )
        };
        mirrored.into_iter().map(line).collect()
    }

    /// The fields that say something, but for those that stand in the entry's heading or lead to the other track.
    fn fields(&self, rules: &Rulebook, entry: &Entry) -> Vec<(&'static str, Vec<String>)> {
        let shown = Field::ALL
            .iter()
            .filter(|field| !matches!(field, Field::Category | Field::Name | Field::Mirror));
        let said = |field: &Field| {
            (
                self.w.field_name(*field),
                self.f.t.entry_field(rules, entry, *field),
            )
        };
        shown.map(said).filter(|(_, lines)| !lines.is_empty()).collect()
    }

    /// The unit's versions, each with the one before it.
    fn versions(&self) -> Vec<(&Published, Option<&Published>)> {
        let versions = &self.in_force.versions;
        let before = versions.iter().skip(1).map(Some).chain([None]);
        versions.iter().zip(before).collect()
    }

    fn stands(&self, version: &Published) -> Option<&'static str> {
        let held = self.in_force.held.as_ref();
        let newest = self.versions().into_iter().map(|(version, _)| version.id);
        let passed = newest.take_while(|id| held.is_none_or(|held| held.id != *id));
        match held {
            Some(held) if held.id == version.id => Some(self.w.holds),
            _ if passed.into_iter().any(|id| id == version.id) => Some(self.w.soon),
            _ => None,
        }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path((unit, track)): Path<(String, String)>,
) -> Result<Response> {
    let unit = paths::id(&unit)?;
    let track = Track::from_code(&track).ok_or(app::Error::NotFound)?;
    let f = Frame::of(&site, &visitor, "units");
    let drafts = |actor: &domain::actor::Actor| actor.sits(unit, domain::words::Duty::Draft);
    page(&Page {
        w: &f.t.catalogue,
        in_force: catalogue::in_force(&site.app, unit, track).await?,
        drafts: visitor.actor.as_ref().is_some_and(drafts),
        unit,
        track,
        f,
    })
}

/// A version as the file that the platform reads.
pub(super) async fn file(State(site): State<Site>, Path(id): Path<String>) -> Result<Response> {
    let version = catalogue::version(&site.app, paths::id(&id)?).await?;
    Ok(toml(&version.rules))
}

/// A rulebook as a download.
pub(crate) fn toml(rules: &Rulebook) -> Response {
    let name = format!("attachment; filename=\"{}-{}.toml\"", rules.code, rules.version);
    let kind = "application/toml; charset=utf-8".to_owned();
    (
        [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)],
        rules.to_toml(),
    )
        .into_response()
}

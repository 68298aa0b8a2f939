use app::catalogue::{self, Base, TooLoose};
use app::organisation;
use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{CatalogueId, UnitId};
use domain::rulebook::Rulebook;
use domain::words::{Duty, Track};
use serde::Deserialize;

use super::file::Sent;
use crate::asked::Query;
use crate::desk::id;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, error, paths};

#[derive(Deserialize)]
pub(super) struct Place {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    track: String,
}

/// What a version is to be begun from.
#[derive(Template)]
#[template(path = "catalogue_desk/new.html")]
struct Page {
    f: Frame,
    w: &'static texts::Catalogue,
    unit: UnitId,
    unit_name: String,
    track: Track,
    /// The catalogue in force, when there is one.
    in_force: Option<String>,
    starters: Vec<Starter>,
    /// A version that is on its way already.
    under_way: Option<CatalogueId>,
    too_loose: Vec<TooLoose>,
    chosen: String,
    error: Option<String>,
}

/// A catalogue that the program is shipped with.
struct Starter {
    name: &'static str,
    rules: Rulebook,
}

impl Page {
    async fn load(site: &Site, signed: &SignedIn, (unit, track): (&str, &str)) -> Result<Self> {
        let f = Frame::of(site, &signed.visitor, "desk");
        let unit = id(unit)?;
        let track = Track::from_code(track).ok_or(app::Error::NotFound)?;
        let actor = organisation::actor(&site.app, signed.person.id).await?;
        if !actor.sits(unit, Duty::Draft) {
            return Err(app::Error::Forbidden.into());
        }
        let found = catalogue::in_force(&site.app, unit, track).await?;
        let held = found.held.map(|held| {
            let version = held.rules.version.to_string();
            fill(f.t.catalogue.version_of, &[&held.unit_name, &version])
        });
        let starters = app::rulebook::STARTERS.iter().filter_map(|(name, text)| {
            let rules = Rulebook::parse(name, text).ok()?;
            (rules.track == track).then_some(Starter { name, rules })
        });
        let desk = catalogue::desk(&site.app, signed.person.id).await?;
        let same = |waiting: &&catalogue::Waiting| waiting.unit == unit && waiting.track == track;
        let under_way = desk.iter().filter(same).find_map(|waiting| waiting.version);
        Ok(Self {
            w: &f.t.catalogue,
            unit,
            unit_name: found.unit_name,
            track,
            chosen: if held.is_some() { "in_force" } else { "" }.to_owned(),
            in_force: held,
            starters: starters.collect(),
            under_way,
            too_loose: catalogue::too_loose(&site.app, unit, track).await?,
            error: None,
            f,
        })
    }

    fn title(&self) -> String {
        fill(self.w.of, &[&self.unit_name, (self.f.t.common.track)(self.track)])
    }

    fn starter(&self, starter: &Starter) -> (String, String) {
        let rules = &starter.rules;
        let (headings, entries) = (
            rules.categories.len().to_string(),
            rules.entries.len().to_string(),
        );
        (
            fill(self.w.base_starter, &[&rules.title]),
            fill(self.w.base_starter_hint, &[&headings, &entries]),
        )
    }

    fn told(&self, found: &TooLoose) -> String {
        let (version, from) = (found.version.to_string(), found.from.to_string());
        let count = found.found.len().to_string();
        fill(self.w.too_loose, &[&found.superior_name, &version, &from, &count])
    }

    fn sentences(&self, found: &TooLoose) -> Vec<String> {
        found.found.iter().map(|one| self.f.t.say(one)).collect()
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Query(Place { unit, track }): Query<Place>,
) -> Result<Response> {
    page(&Page::load(&site, &signed, (&unit, &track)).await?)
}

pub(super) async fn create(State(site): State<Site>, signed: SignedIn, sent: Multipart) -> Result<Response> {
    let sent = Sent::read(sent).await?;
    let mut form = Page::load(&site, &signed, (sent.one("unit"), sent.one("track"))).await?;
    sent.one("base").clone_into(&mut form.chosen);
    let base = match sent.one("base") {
        "in_force" => Base::InForce,
        "file" if sent.bytes.is_empty() => {
            form.error = Some(form.w.file_missing.to_owned());
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&form)?).into_response());
        }
        "file" => Base::File(sent.text()),
        starter => Base::Starter(starter.to_owned()),
    };
    let (by, place) = (signed.person.id, (form.unit, form.track));
    let begun = match base {
        Base::File(_) if sent.is_table() => {
            catalogue::import(&site.app, by, place, (&sent.name, &sent.bytes)).await
        }
        base => catalogue::draft(&site.app, by, place, base).await,
    };
    match begun {
        Ok(id) => Ok(Redirect::to(&paths::done(&paths::desk_catalogue(&id), "begun")).into_response()),
        Err(refused @ (app::Error::Catalogue(_) | app::Error::Rulebook(_) | app::Error::Invalid(_))) => {
            form.error = Some(signed.texts().say(&refused));
            Ok((error::status(&refused), page(&form)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

use app::matter::{self, Opening};
use app::{plan, rulebook};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::UnitId;
use domain::matter::titled;
use domain::money::Yuan;
use domain::refusal::{MoneyRefusal, PlanRefusal};
use domain::rulebook::{Entry, Suggestion};
use domain::words::Track;
use serde::Deserialize;

use crate::asked::Query;
use crate::desk::Fields;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::fill;
use crate::{Result, Site, error, paths, texts};

/// More places than this leave somebody as undecided as before.
const SUGGESTED: usize = 3;

#[derive(Deserialize)]
pub(super) struct Place {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    track: String,
    /// What somebody asks to be placed.
    #[serde(default)]
    about: String,
    /// The entry that was suggested and taken.
    #[serde(default)]
    entry: String,
}

#[derive(Template)]
#[template(path = "matter_desk/new.html")]
struct Page {
    f: Frame,
    w: &'static texts::Desk,
    units: Vec<(UnitId, String)>,
    unit: UnitId,
    track: Track,
    /// The headings of the catalogue in force, each with its entries.
    catalogue: Vec<(String, Vec<Entry>)>,
    entry: String,
    title: String,
    amount: String,
    once: String,
    /// What was asked to be placed, and where it may belong.
    about: String,
    suggestions: Vec<Suggestion>,
    /// That it was typed before somebody signed in again.
    back: Option<&'static str>,
    /// The field that an error is about, and the error.
    errors: Vec<(&'static str, String)>,
}

impl Page {
    fn error(&self, field: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|(about, _)| *about == field)
            .map(|(_, sentence)| sentence.as_str())
    }

    fn unit_name(&self) -> &str {
        self.units
            .iter()
            .find(|(id, _)| *id == self.unit)
            .map_or("", |(_, name)| name)
    }

    fn yuan(&self) -> std::result::Result<Option<Yuan>, MoneyRefusal> {
        match self.amount.trim() {
            "" => Ok(None),
            text => text.parse().map(Some),
        }
    }

    /// Everything that is wrong with what was typed, each at its field.
    fn faults(
        &self,
        amount: &std::result::Result<Option<Yuan>, MoneyRefusal>,
    ) -> Vec<(&'static str, String)> {
        let mut faults = Vec::new();
        if self.entry.is_empty() {
            faults.push(("entry", self.w.entry_missing.to_owned()));
        }
        if let Err(refusal) = titled(&self.title) {
            faults.push(("title", self.f.t.say(&refusal)));
        }
        if let Err(refusal) = amount {
            faults.push(("amount", self.f.t.say(refusal)));
        }
        faults
    }

    /// The same page with a suggested entry chosen and the title filled in.
    fn taken(&self, suggestion: &Suggestion) -> String {
        let (entry, about) = (paths::escaped(&suggestion.key), paths::escaped(&self.about));
        let page = paths::new_matter(&self.unit, suggestion.track);
        format!("{page}&entry={entry}&about={about}")
    }

    fn because(&self, suggestion: &Suggestion) -> String {
        let c = &self.f.t.catalogue;
        fill(c.boundary_because, &[&suggestion.words.join(c.and)])
    }

    fn address(&self, track: Track) -> String {
        paths::new_matter(&self.unit, track)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Query(place): Query<Place>,
) -> Result<Response> {
    page(&form(&site, &signed, &place).await?)
}

/// The empty form for a unit and a track, as they were asked for or as they come first.
async fn form(site: &Site, signed: &SignedIn, place: &Place) -> Result<Page> {
    let units = plan::desk(&site.app, signed.person.id).await?.units;
    let first = units.first().ok_or(app::Error::Forbidden)?.0;
    let unit = match place.unit.as_str() {
        "" => first,
        text => crate::desk::id(text)?,
    };
    if !units.iter().any(|(id, _)| *id == unit) {
        return Err(app::Error::NotFound.into());
    }
    let track = Track::from_code(&place.track).unwrap_or(Track::Party);
    let rules = rulebook::in_force(&site.app, unit, track).await?;
    let catalogue = rules.map(|found| {
        let entries = |key: &str| {
            found
                .rules
                .entries
                .iter()
                .filter(|entry| entry.category == key)
                .cloned()
                .collect()
        };
        found
            .rules
            .categories
            .iter()
            .map(|heading| (heading.name.clone(), entries(&heading.key)))
            .collect()
    });
    let about = place.about.trim().to_owned();
    Ok(Page {
        suggestions: suggested(site, unit, &about).await?,
        f: Frame::of(site, &signed.visitor, "desk"),
        w: &signed.texts().desk,
        units,
        unit,
        track,
        catalogue: catalogue.unwrap_or_default(),
        entry: place.entry.clone(),
        title: about.clone(),
        about,
        amount: String::new(),
        once: site.app.new_id().to_string(),
        back: None,
        errors: Vec::new(),
    })
}

/// Where a text may belong, in both catalogues of a unit.
async fn suggested(site: &Site, unit: UnitId, about: &str) -> Result<Vec<Suggestion>> {
    let mut held = Vec::new();
    for track in Track::ALL {
        held.extend(rulebook::in_force(&site.app, unit, *track).await?);
    }
    let catalogues: Vec<_> = held.iter().map(|held| held.rules.as_ref()).collect();
    Ok(domain::rulebook::suggestions(about, &catalogues, SUGGESTED))
}

pub(super) async fn create(State(site): State<Site>, signed: SignedIn, sent: Fields) -> Result<Response> {
    let place = Place {
        unit: sent.one("unit").to_owned(),
        track: sent.one("track").to_owned(),
        about: String::new(),
        entry: String::new(),
    };
    let mut form = form(&site, &signed, &place).await?;
    form.entry = sent.one("entry").to_owned();
    form.title = sent.one("title").to_owned();
    form.amount = sent.one("amount").to_owned();
    form.once = sent.one("once").to_owned();
    if sent.comes_back() {
        form.back = Some(signed.texts().held.back);
        return page(&form);
    }
    let amount = form.yuan();
    form.errors = form.faults(&amount);
    let Ok(amount) = amount else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&form)?).into_response());
    };
    if !form.errors.is_empty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&form)?).into_response());
    }
    let opening = Opening {
        unit: form.unit,
        track: form.track,
        entry: form.entry.clone(),
        title: form.title.clone(),
        amount,
        once: Some(form.once.clone()).filter(|once| !once.is_empty()),
    };
    match matter::open(&site.app, signed.person.id, opening).await {
        Ok(id) => Ok(Redirect::to(&paths::done(&paths::desk_matter(&id), "opened")).into_response()),
        Err(app::Error::Refused(refusal)) => {
            let field = match refusal {
                PlanRefusal::Form(_) | PlanRefusal::WordsUnfit(_) => "title",
                _ => "entry",
            };
            form.errors.push((field, signed.texts().say(&refusal)));
            Ok((error::refused(&refusal), page(&form)?).into_response())
        }
        Err(other) => Err(error::Error::App(other)),
    }
}

use app::catalogue::{self, Shown};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::CatalogueRefusal;
use domain::rulebook::{DayUnit, Field, Rulebook, Trigger};
use domain::words::{Authority, ReviewKind, Rhythm, Scope, ThreeMajor, Way};

use super::form::Typed;
use super::sentences;
use crate::desk::{Fields, id};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, error, paths};

/// The address of the form for an entry that is not there yet.
const NEW: &str = "new";

/// The code of a choice, its word, and whether it is chosen.
type Choices = Vec<(&'static str, &'static str, bool)>;

/// An entry of a version: to be changed, or to be read.
#[derive(Template)]
#[template(path = "catalogue_desk/entry.html")]
struct Page {
    f: Frame,
    w: &'static texts::Catalogue,
    v: Shown,
    /// The key of the entry that is changed; empty for a new one.
    key: String,
    edition: i64,
    typed: Typed,
    errors: Vec<String>,
}

impl Page {
    fn version(&self) -> String {
        paths::desk_catalogue(&self.v.version.id)
    }

    fn address(&self) -> String {
        let key = if self.key.is_empty() { NEW } else { &self.key };
        paths::desk_catalogue_entry(&self.v.version.id, key)
    }

    fn title(&self) -> String {
        if self.key.is_empty() {
            self.w.entry_new.to_owned()
        } else {
            fill(self.w.entry_title, &[&self.key])
        }
    }

    /// Everything the entry says, for who may not change it.
    fn fields(&self) -> Vec<(&'static str, Vec<String>)> {
        let rules = &self.v.rules;
        let Some(entry) = rules.entry(&self.key) else {
            return Vec::new();
        };
        let said = |field: &Field| {
            (
                self.w.field_name(*field),
                self.f.t.entry_field(rules, entry, *field),
            )
        };
        Field::ALL
            .iter()
            .map(said)
            .filter(|(_, lines)| !lines.is_empty())
            .collect()
    }

    fn looser(&self) -> Vec<String> {
        self.v
            .looser(&self.key)
            .map(|found| self.f.t.say(found))
            .collect()
    }

    fn scopes(&self, chosen: &str) -> Choices {
        choices(
            Scope::ALL,
            Scope::code,
            |scope| self.f.t.desk.scope(scope),
            chosen,
        )
    }

    fn rhythms(&self) -> Choices {
        let chosen = self.typed.rhythm.as_str();
        choices(
            Rhythm::ALL,
            Rhythm::code,
            |rhythm| self.f.t.desk.rhythm(rhythm),
            chosen,
        )
    }

    fn units(&self) -> Choices {
        choices(
            DayUnit::ALL,
            DayUnit::code,
            |unit| self.w.day_unit(unit),
            &self.typed.unit,
        )
    }

    fn triggers(&self) -> Choices {
        choices(
            Trigger::ALL,
            Trigger::code,
            |from| self.w.trigger(from),
            &self.typed.from,
        )
    }

    fn majors(&self) -> Choices {
        let chosen = self.typed.three_major.as_str();
        choices(
            ThreeMajor::ALL,
            ThreeMajor::code,
            |kind| self.f.t.three_major(kind),
            chosen,
        )
    }

    fn authorities(&self) -> Choices {
        let word = |rank| match rank {
            Authority::Unit => self.w.by_unit,
            Authority::Superior => self.w.by_superior,
        };
        choices(Authority::ALL, Authority::code, word, &self.typed.authority)
    }

    fn reviews(&self) -> Choices {
        let kind = |kind: &ReviewKind| {
            let chosen = self.typed.review.iter().any(|code| code == kind.code());
            (kind.code(), self.f.t.desk.review(*kind), chosen)
        };
        ReviewKind::ALL.iter().map(kind).collect()
    }

    fn ways(&self) -> Choices {
        let way = |way: &Way| {
            let chosen = self.typed.ways.iter().any(|code| code == way.code());
            (way.code(), (self.f.t.common.way)(*way), chosen)
        };
        Way::ALL.iter().map(way).collect()
    }
}

fn choices<W: Copy>(
    all: &[W],
    code: fn(W) -> &'static str,
    word: impl Fn(W) -> &'static str,
    chosen: &str,
) -> Choices {
    let choice = |one: &W| (code(*one), word(*one), code(*one) == chosen);
    all.iter().map(choice).collect()
}

async fn load(site: &Site, signed: &SignedIn, (text, key): (&str, &str)) -> Result<Page> {
    let v = catalogue::show(&site.app, signed.person.id, id(text)?).await?;
    let f = Frame::of(site, &signed.visitor, "desk");
    let (key, typed) = match v.rules.entry(key) {
        Some(entry) => (key, Typed::from(entry)),
        None if key == NEW && v.may.edit => {
            let last = v.rules.categories.last();
            (
                "",
                Typed::blank(last.map_or("", |category| category.key.as_str())),
            )
        }
        None => return Err(app::Error::NotFound.into()),
    };
    Ok(Page {
        w: &f.t.catalogue,
        f,
        key: key.to_owned(),
        edition: v.version.edition,
        typed,
        errors: Vec::new(),
        v,
    })
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path((text, key)): Path<(String, String)>,
) -> Result<Response> {
    page(&load(&site, &signed, (&text, &key)).await?)
}

/// Saves an entry as one more draft of the version; a wrong form comes back as it was typed.
pub(super) async fn save(
    State(site): State<Site>,
    signed: SignedIn,
    Path((text, key)): Path<(String, String)>,
    sent: Fields,
) -> Result<Response> {
    let mut form = load(&site, &signed, (&text, &key)).await?;
    form.typed = Typed::sent(&sent);
    form.edition = sent.edition();
    let entry = match form.typed.read(form.w) {
        Ok(entry) => entry,
        Err(errors) => {
            form.errors = errors;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&form)?).into_response());
        }
    };
    let mut rules = form.v.rules.clone();
    rules.put(Some(form.key.as_str()).filter(|key| !key.is_empty()), entry);
    let seen = (form.v.version.id, form.edition);
    match catalogue::edit(&site.app, signed.person.id, seen, rules).await {
        Ok(()) => {
            let address = paths::done(&form.version(), "saved");
            Ok(Redirect::to(&format!("{address}#{}", form.typed.key.trim())).into_response())
        }
        Err(refused @ (app::Error::Catalogue(_) | app::Error::Rulebook(_))) => {
            form.errors = match &refused {
                app::Error::Rulebook(faults) => sentences(faults, form.w),
                other => vec![signed.texts().say(other)],
            };
            Ok((error::status(&refused), page(&form)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// Moves an entry up or down among its fellows.
pub(super) async fn order(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let up = sent.one("to") == "up";
    change(&site, &signed, (&text, &sent), |rules, key| rules.shift(key, up)).await
}

/// Takes an entry out.
pub(super) async fn remove(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    change(&site, &signed, (&text, &sent), Rulebook::remove).await
}

async fn change(
    site: &Site,
    signed: &SignedIn,
    (text, sent): (&str, &Fields),
    deed: impl FnOnce(&mut Rulebook, &str),
) -> Result<Response> {
    let version = id(text)?;
    let key = sent.one("key");
    let mut rules = catalogue::show(&site.app, signed.person.id, version).await?.rules;
    if rules.entry(key).is_none() {
        return Err(app::Error::from(CatalogueRefusal::NoEntry(key.to_owned())).into());
    }
    deed(&mut rules, key);
    catalogue::edit(&site.app, signed.person.id, (version, sent.edition()), rules).await?;
    let address = paths::done(&paths::desk_catalogue(&version), "saved");
    Ok(Redirect::to(&format!("{address}#{key}")).into_response())
}

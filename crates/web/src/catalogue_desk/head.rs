use app::catalogue::{self, Shown};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::sentences;
use crate::desk::{Fields, id};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, error, paths};

/// The title, the day and the headings of a version.
#[derive(Template)]
#[template(path = "catalogue_desk/head.html")]
struct Page {
    f: Frame,
    w: &'static texts::Catalogue,
    address: String,
    edition: i64,
    title: String,
    from: String,
    issued: String,
    note: String,
    headings: String,
    errors: Vec<String>,
}

impl Page {
    fn new(f: Frame, shown: &Shown) -> Self {
        Self {
            w: &f.t.catalogue,
            f,
            address: paths::desk_catalogue(&shown.version.id),
            edition: shown.version.edition,
            title: shown.rules.title.clone(),
            from: shown.rules.in_force_from.to_string(),
            issued: shown.rules.issued_by.clone(),
            note: shown.rules.note.clone(),
            headings: shown.rules.heading_lines(),
            errors: Vec::new(),
        }
    }
}

async fn load(site: &Site, signed: &SignedIn, text: &str) -> Result<Shown> {
    let shown = catalogue::show(&site.app, signed.person.id, id(text)?).await?;
    if shown.may.edit {
        Ok(shown)
    } else {
        Err(app::Error::NotFound.into())
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    let f = Frame::of(&site, &signed.visitor, "desk");
    page(&Page::new(f, &load(&site, &signed, &text).await?))
}

pub(super) async fn save(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let shown = load(&site, &signed, &text).await?;
    let f = Frame::of(&site, &signed.visitor, "desk");
    let mut form = Page::new(f, &shown);
    form.edition = sent.edition();
    form.title = sent.one("title").to_owned();
    form.from = sent.one("from").to_owned();
    form.issued = sent.one("issued").to_owned();
    form.note = sent.text("note");
    form.headings = sent.text("headings");
    let mut rules = shown.rules;
    rules.title.clone_from(&form.title);
    rules.issued_by.clone_from(&form.issued);
    rules.note = form.note.trim().to_owned();
    rules.set_heading_lines(&form.headings);
    match form.from.parse() {
        Ok(day) => rules.in_force_from = day,
        Err(_) => form.errors.push(fill(form.f.t.desk.fault_day, &[&form.from])),
    }
    if !form.errors.is_empty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&form)?).into_response());
    }
    let seen = (shown.version.id, form.edition);
    match catalogue::edit(&site.app, signed.person.id, seen, rules).await {
        Ok(()) => {
            let address = paths::done(&paths::desk_catalogue(&shown.version.id), "saved");
            Ok(Redirect::to(&address).into_response())
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

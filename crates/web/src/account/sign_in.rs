use app::account::{self, passkey};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Problem, again, came_from, own_path};
use crate::asked::{Form, Query};
use crate::frame::{Frame, page};
use crate::session::{Caller, Visitor};
use crate::texts::fill;
use crate::{Result, Site, paths};

#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    pub(super) back: String,
}

#[derive(Deserialize)]
pub(super) struct SignInForm {
    code: String,
    password: String,
    #[serde(default)]
    back: String,
}

#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignInPage {
    f: Frame,
    /// What stands on the button that leads to the identity provider, and where it leads.
    provider: Option<(String, String)>,
    /// Where passkeys work.
    origin: Option<String>,
    code: String,
    back: String,
    problem: Option<Problem>,
}

/// Why somebody cannot go on here, and what they can do instead.
#[derive(Template)]
#[template(path = "account/stop.html")]
pub(super) struct StopPage {
    pub(super) f: Frame,
    pub(super) title: &'static str,
    pub(super) sentence: String,
    pub(super) hint: &'static str,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(Back { back }): Query<Back>,
) -> Result<Response> {
    // the link at the head of every page names none
    let back = match (back.as_str(), came_from(&headers)) {
        ("", from) if !from.starts_with("/sign-in") => from.to_owned(),
        _ => back,
    };
    if visitor.person.is_some() {
        return Ok(Redirect::to(own_path(&back)).into_response());
    }
    let f = Frame::of(&site, &visitor, "");
    page(&SignInPage {
        f,
        provider: provider(&site, &back),
        origin: origin(&site),
        code: String::new(),
        back,
        problem: None,
    })
}

pub(super) async fn create(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    let typed = (form.code.as_str(), form.password.as_str());
    let error = match account::sign_in(&site.app, typed, &caller.browser).await {
        Ok(entry) => return Ok(caller.goes_on(entry, own_path(&form.back))),
        Err(error) => error,
    };
    let f = Frame::of(&site, &visitor, "");
    if let app::Error::TooOften { minutes } = error {
        return paused(f, minutes);
    }
    let problem = Some(Problem::of(error, "code", f.t)?);
    Ok(again(page(&SignInPage {
        f,
        provider: provider(&site, &form.back),
        origin: origin(&site),
        code: form.code,
        back: form.back,
        problem,
    })?))
}

/// Where passkeys work; nowhere when none is offered.
pub(super) fn origin(site: &Site) -> Option<String> {
    passkey::party(&site.app).map(|party| party.origin.clone())
}

fn provider(site: &Site, back: &str) -> Option<(String, String)> {
    let button = account::provider::button(&site.app)?;
    Some((button.to_owned(), paths::sign_in_elsewhere(own_path(back))))
}

/// The account waits, because somebody guesses.
pub(super) fn paused(f: Frame, minutes: i64) -> Result<Response> {
    let t = &f.t.account;
    let stop = page(&StopPage {
        title: t.locked,
        sentence: fill(t.locked_sentence, &[&minutes.to_string()]),
        hint: t.locked_hint,
        f,
    })?;
    Ok((StatusCode::TOO_MANY_REQUESTS, stop).into_response())
}

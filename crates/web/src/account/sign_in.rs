use app::account;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Problem, again, own_path, to};
use crate::asked::{Form, Query};
use crate::frame::{Frame, page};
use crate::session::{Visitor, set_cookie};
use crate::texts::fill;
use crate::{Result, Site};

#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
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
    Query(Back { back }): Query<Back>,
) -> Result<Response> {
    if visitor.person.is_some() {
        return Ok(Redirect::to(own_path(&back)).into_response());
    }
    let f = Frame::of(&site, &visitor, "");
    page(&SignInPage {
        f,
        code: String::new(),
        back,
        problem: None,
    })
}

pub(super) async fn create(
    State(site): State<Site>,
    visitor: Visitor,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    let error = match account::sign_in(&site.app, &form.code, &form.password).await {
        Ok(token) => return Ok(to(own_path(&form.back), set_cookie(&token))),
        Err(error) => error,
    };
    let f = Frame::of(&site, &visitor, "");
    if let app::Error::TooOften { minutes } = error {
        let t = &f.t.account;
        let sentence = fill(t.locked_sentence, &[&minutes.to_string()]);
        let stop = page(&StopPage {
            title: t.locked,
            sentence,
            hint: t.locked_hint,
            f,
        })?;
        return Ok((StatusCode::TOO_MANY_REQUESTS, stop).into_response());
    }
    let problem = Some(Problem::of(error, "code", f.t)?);
    Ok(again(page(&SignInPage {
        f,
        code: form.code,
        back: form.back,
        problem,
    })?))
}

use app::account;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::sign_in::StopPage;
use super::{Problem, again};
use crate::asked::Form;
use crate::frame::{Frame, page};
use crate::session::{Caller, Visitor};
use crate::texts::fill;
use crate::{Result, Site};

#[derive(Deserialize)]
pub(super) struct WelcomeForm {
    new: String,
    again: String,
}

#[derive(Template)]
#[template(path = "account/welcome.html")]
struct WelcomePage {
    f: Frame,
    greeting: String,
    reset: bool,
    problem: Option<Problem>,
}

impl WelcomePage {
    /// The field to look at again.
    fn wrong(&self) -> &'static str {
        self.problem.as_ref().map_or("", |problem| problem.field)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response> {
    let f = Frame::of(&site, &visitor, "");
    welcome(&site, f, &token, None).await
}

pub(super) async fn create(
    State(site): State<Site>,
    visitor: Visitor,
    (caller, Path(token)): (Caller, Path<String>),
    Form(form): Form<WelcomeForm>,
) -> Result<Response> {
    let f = Frame::of(&site, &visitor, "");
    if form.new != form.again {
        let problem = Problem {
            field: "again",
            sentence: f.t.account.differ.to_owned(),
        };
        return Ok(again(welcome(&site, f, &token, Some(problem)).await?));
    }
    match account::accept(&site.app, &token, &form.new, &caller.browser).await {
        Ok(entry) => Ok(caller.goes_on(entry, "/")),
        Err(app::Error::NotFound) => expired(f),
        Err(error) => {
            let problem = Problem::of(error, "new", f.t)?;
            Ok(again(welcome(&site, f, &token, Some(problem)).await?))
        }
    }
}

async fn welcome(site: &Site, f: Frame, token: &str, problem: Option<Problem>) -> Result<Response> {
    let (person, reset) = match account::invitee(&site.app, token).await {
        Ok(invited) => invited,
        Err(app::Error::NotFound) => return expired(f),
        Err(error) => return Err(error.into()),
    };
    let greeting = fill(f.t.account.greeting, &[&person.name, &person.code]);
    page(&WelcomePage {
        f,
        greeting,
        reset,
        problem,
    })
}

/// Whoever comes with a used link has to learn what to do, not only that it is not there.
fn expired(f: Frame) -> Result<Response> {
    let t = &f.t.account;
    let stop = StopPage {
        title: t.expired,
        sentence: t.expired_sentence.to_owned(),
        hint: t.expired_hint,
        f,
    };
    Ok((StatusCode::NOT_FOUND, page(&stop)?).into_response())
}

use app::account;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::sign_in::StopPage;
use super::{Problem, again, to};
use crate::asked::Form;
use crate::frame::{Frame, page};
use crate::session::{Visitor, set_cookie};
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
    Path(token): Path<String>,
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
    match account::accept(&site.app, &token, &form.new).await {
        Ok(session) => Ok(to("/", set_cookie(&session))),
        Err(app::Error::NotFound) => expired(f),
        Err(error) => {
            let problem = Problem::of(error, "new", f.t)?;
            Ok(again(welcome(&site, f, &token, Some(problem)).await?))
        }
    }
}

async fn welcome(site: &Site, f: Frame, token: &str, problem: Option<Problem>) -> Result<Response> {
    let person = match account::invitee(&site.app, token).await {
        Ok(person) => person,
        Err(app::Error::NotFound) => return expired(f),
        Err(error) => return Err(error.into()),
    };
    let greeting = fill(f.t.account.greeting, &[&person.name, &person.code]);
    page(&WelcomePage { f, greeting, problem })
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

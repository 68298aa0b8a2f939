use app::account::{passkey, second_factor};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::sign_in::{Back, origin, paused};
use super::{Problem, again, own_path};
use crate::asked::{Form, Query};
use crate::frame::{Frame, page};
use crate::session::{Caller, Visitor};
use crate::{Result, Site};

#[derive(Deserialize)]
pub(super) struct CodeForm {
    code: String,
    #[serde(default)]
    back: String,
}

/// The second step of signing in.
#[derive(Template)]
#[template(path = "account/code.html")]
struct CodePage {
    f: Frame,
    back: String,
    /// Where a passkey of theirs works in the place of a code.
    origin: Option<String>,
    problem: Option<Problem>,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Query(Back { back }): Query<Back>,
) -> Result<Response> {
    let f = Frame::of(&site, &visitor, "");
    page(&CodePage {
        f,
        back,
        origin: origin_of(&site, &caller).await?,
        problem: None,
    })
}

pub(super) async fn create(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Form(form): Form<CodeForm>,
) -> Result<Response> {
    let error = match second_factor::confirm(&site.app, &caller.half, &form.code, &caller.browser).await {
        Ok(welcome) => return Ok(caller.enters(&welcome, own_path(&form.back))),
        // too late, or never begun: from the start
        Err(app::Error::NotFound) => return Ok(Redirect::to("/sign-in").into_response()),
        Err(error) => error,
    };
    let f = Frame::of(&site, &visitor, "");
    if let app::Error::TooOften { minutes } = error {
        return paused(f, minutes);
    }
    let problem = Some(Problem::of(error, "one-time", f.t)?);
    Ok(again(page(&CodePage {
        f,
        back: form.back,
        origin: origin_of(&site, &caller).await?,
        problem,
    })?))
}

async fn origin_of(site: &Site, caller: &Caller) -> Result<Option<String>> {
    let helps = passkey::helps(&site.app, &caller.half).await?;
    Ok(origin(site).filter(|_| helps))
}

use app::account::passkey::{self, Shown};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::Value;

use super::own_path;
use super::sign_in::StopPage;
use crate::asked::Form;
use crate::frame::{Frame, page};
use crate::session::{Caller, Visitor};
use crate::{Result, Site};

#[derive(Deserialize)]
pub(super) struct ShownForm {
    credential: String,
    client: String,
    authenticator: String,
    signature: String,
    user: String,
    #[serde(default)]
    back: String,
}

impl ShownForm {
    fn parts(self) -> (Shown, String) {
        let shown = Shown {
            credential: self.credential,
            client: self.client,
            authenticator: self.authenticator,
            signature: self.signature,
            user: self.user,
        };
        (shown, self.back)
    }
}

/// What a browser is to ask an authenticator for when nobody is signed in.
pub(super) async fn challenge(State(site): State<Site>) -> Result<Json<Value>> {
    Ok(Json(passkey::ask(&site.app).await?))
}

pub(super) async fn create(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Form(form): Form<ShownForm>,
) -> Result<Response> {
    let (shown, back) = form.parts();
    match passkey::enter(&site.app, &shown, &caller.browser).await {
        Ok(welcome) => Ok(caller.enters(&welcome, own_path(&back))),
        Err(error) => stopped(Frame::of(&site, &visitor, ""), error),
    }
}

/// The same between the two steps of signing in.
pub(super) async fn half_challenge(State(site): State<Site>, caller: Caller) -> Result<Json<Value>> {
    Ok(Json(passkey::ask_half(&site.app, &caller.half).await?))
}

pub(super) async fn half_create(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Form(form): Form<ShownForm>,
) -> Result<Response> {
    let (shown, back) = form.parts();
    match passkey::confirm(&site.app, &caller.half, &shown, &caller.browser).await {
        Ok(welcome) => Ok(caller.enters(&welcome, own_path(&back))),
        // too late, or never begun: from the start
        Err(app::Error::NotFound) => Ok(Redirect::to("/sign-in").into_response()),
        Err(error) => stopped(Frame::of(&site, &visitor, ""), error),
    }
}

fn stopped(f: Frame, error: app::Error) -> Result<Response> {
    let refusal = match error {
        app::Error::Account(refusal) => refusal,
        other => return Err(other.into()),
    };
    let stop = page(&StopPage {
        title: f.t.account.not_signed_in,
        sentence: f.t.say(&refusal),
        hint: f.t.account.other_way_in,
        f,
    })?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, stop).into_response())
}

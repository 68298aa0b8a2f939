use app::account::provider::{self, Callback};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::refusal::AccountRefusal as Refusal;
use serde::Deserialize;

use super::own_path;
use super::sign_in::{Back, StopPage};
use crate::asked::Query;
use crate::frame::{Frame, page};
use crate::session::{Caller, Visitor};
use crate::{Result, Site};

/// What the provider puts into the address; when nobody signed in there, `error` stands in the place of `code`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Brought {
    state: String,
    code: Option<String>,
    iss: Option<String>,
}

/// Away to the provider.
pub(super) async fn leave(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Query(Back { back }): Query<Back>,
) -> Result<Response> {
    match provider::begin(&site.app, own_path(&back)).await {
        Ok(departure) => Ok(caller.departs(&departure)),
        Err(error) => stopped(Frame::of(&site, &visitor, ""), error),
    }
}

/// Back from the provider.
pub(super) async fn arrive(
    State(site): State<Site>,
    visitor: Visitor,
    caller: Caller,
    Query(brought): Query<Brought>,
) -> Result<Response> {
    let brought = Callback {
        state: brought.state,
        code: brought.code,
        issuer: brought.iss,
    };
    match provider::arrive(&site.app, &caller.away, &brought, &caller.browser).await {
        Ok(arrival) => Ok(caller.goes_on(arrival.entry, own_path(&arrival.back))),
        Err(error) => stopped(Frame::of(&site, &visitor, ""), error),
    }
}

/// Whoever is turned away has to learn what to do; the way by code and password stays open.
fn stopped(f: Frame, error: app::Error) -> Result<Response> {
    let refusal = match error {
        app::Error::Account(refusal) => refusal,
        other => return Err(other.into()),
    };
    let status = match refusal {
        Refusal::ProviderSilent | Refusal::ProviderAnswer => StatusCode::BAD_GATEWAY,
        Refusal::ProviderStranger => StatusCode::FORBIDDEN,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let stop = page(&StopPage {
        title: f.t.account.not_signed_in,
        sentence: f.t.say(&refusal),
        hint: f.t.account.other_way_in,
        f,
    })?;
    Ok((status, stop).into_response())
}

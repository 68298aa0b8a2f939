use app::account;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use crate::session::{Caller, SignedIn};
use crate::{Result, Site, paths};

pub(super) async fn end(
    State(site): State<Site>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response> {
    account::end_session(&site.app, signed_in.person.id, paths::id(&id)?).await?;
    Ok(Redirect::to("/account").into_response())
}

pub(super) async fn end_others(
    State(site): State<Site>,
    signed_in: SignedIn,
    caller: Caller,
) -> Result<Response> {
    account::end_other_sessions(&site.app, signed_in.person.id, &caller.session).await?;
    Ok(Redirect::to("/account").into_response())
}

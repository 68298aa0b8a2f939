use app::matter;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::show::Page;
use crate::desk::{Fields, id};
use crate::session::SignedIn;
use crate::{Result, Site, paths};

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let matter = id(&text)?;
    let typed = sent.text("reason");
    match matter::drop(&site.app, signed.person.id, matter, &typed).await {
        Ok(()) => Ok(Redirect::to(&paths::done("/desk", "dropped")).into_response()),
        Err(app::Error::Refused(refusal)) => {
            Page::undone(&site, &signed, &text, (&refusal, "reason", typed)).await
        }
        Err(other) => Err(other.into()),
    }
}

//! Looking after the organisation: its units, its people, moving it in and out by spreadsheet.

mod import;
mod invitation;
mod people;
mod units;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::words::Duty;

use crate::session::SignedIn;
use crate::{Result, Site};

/// In bytes: a roster of some hundred thousand rows.
const LARGEST_SPREADSHEET: usize = 20 * 1024 * 1024;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/admin", get(|| async { Redirect::to("/admin/units") }))
        .route(
            "/admin/import",
            get(import::show)
                .post(import::create)
                .layer(DefaultBodyLimit::max(LARGEST_SPREADSHEET)),
        )
        .route("/admin/export.xlsx", get(export))
        .route("/admin/units", get(units::show))
        .route("/admin/units/{id}/move", post(units::relocate))
        .route("/admin/people", get(people::show))
        .route("/admin/people/{id}/invitations", post(invitation::create))
}

/// For everybody else these pages are not there.
async fn administrators_only(site: &Site, signed: &SignedIn) -> Result<()> {
    let actor = app::organisation::actor(&site.app, signed.person.id).await?;
    if actor.has(Duty::Administer) {
        Ok(())
    } else {
        Err(app::Error::NotFound.into())
    }
}

async fn export(State(site): State<Site>, signed: SignedIn) -> Result<Response> {
    administrators_only(&site, &signed).await?;
    let bytes = app::organisation::export(&site.app, Some(signed.person.id)).await?;
    let name = "attachment; filename=\"organisation.xlsx\"";
    Ok(([(CONTENT_TYPE, XLSX), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

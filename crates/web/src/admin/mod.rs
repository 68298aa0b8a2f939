//! Looking after the organisation: its units, its people, moving it in and out by spreadsheet.

mod audits;
mod calendar;
mod dissolution;
mod import;
mod invitation;
mod journal;
mod outgoing;
mod people;
mod reset;
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
/// Whoever works with the roster.
const ROSTER: &[Duty] = &[Duty::Administer, Duty::Secure];
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/admin", get(first))
        .route(
            "/admin/import",
            get(import::show)
                .post(import::create)
                .layer(DefaultBodyLimit::max(LARGEST_SPREADSHEET)),
        )
        .route("/admin/export.xlsx", get(export))
        .route("/admin/calendar", get(calendar::show).post(calendar::create))
        .route("/admin/units", get(units::show))
        .route("/admin/units/{id}/move", post(units::relocate))
        .route(
            "/admin/units/{id}/dissolution",
            get(dissolution::show).post(dissolution::create),
        )
        .route("/admin/people", get(people::show))
        .route("/admin/people/{id}/invitations", post(invitation::create))
        .route("/admin/outgoing", get(outgoing::show).post(outgoing::save))
        .route("/admin/webhooks", post(outgoing::add_webhook))
        .route("/admin/webhooks/{id}/removal", post(outgoing::remove_webhook))
        .route("/admin/outlets/{id}/confirmation", post(outgoing::confirm))
        .route("/admin/outlets/{id}/refusal", post(outgoing::decline))
        .route("/admin/parcels/{id}/attempts", post(outgoing::retry))
        .route("/admin/people/{id}/reset", get(reset::new).post(reset::create))
        .route("/admin/resets", get(reset::show))
        .route("/admin/resets/{id}/confirmation", post(reset::confirm))
        .route("/admin/resets/{id}/refusal", post(reset::decline))
        .route("/admin/audits", get(audits::show))
        .route("/admin/journal", get(journal::show))
        .route("/admin/journal.csv", get(journal::export))
}

/// Each to the first room that is theirs.
async fn first(signed: SignedIn) -> Result<Redirect> {
    offices(&signed, &[Duty::Administer, Duty::Secure, Duty::Audit])?;
    let room = if offices(&signed, &[Duty::Administer]).is_ok() {
        "/admin/units"
    } else if offices(&signed, &[Duty::Secure]).is_ok() {
        "/admin/people"
    } else {
        "/admin/journal"
    };
    Ok(Redirect::to(room))
}

/// For everybody but these administrators the pages are not there.
fn offices(signed: &SignedIn, duties: &[Duty]) -> Result<()> {
    let actor = signed.visitor.actor.as_ref();
    if actor.is_some_and(|actor| duties.iter().any(|duty| actor.has(*duty))) {
        Ok(())
    } else {
        Err(app::Error::NotFound.into())
    }
}

async fn export(State(site): State<Site>, signed: SignedIn) -> Result<Response> {
    offices(&signed, ROSTER)?;
    let bytes = app::organisation::export(&site.app, Some(signed.person.id)).await?;
    let name = "attachment; filename=\"organisation.xlsx\"";
    Ok(([(CONTENT_TYPE, XLSX), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

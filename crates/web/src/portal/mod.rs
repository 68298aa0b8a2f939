//! The first page: what is on display, what is new, and what has to be disclosed at all.

mod on_display;
mod show;

use std::sync::Arc;

use app::{organisation, rulebook};
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::rulebook::Rulebook;
use domain::words::Track;

use crate::{Result, Site};

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(show::show))
        .route("/healthz", get(health))
}

/// The rulebooks that hold for the topmost unit, whose catalogues lead to the lists.
pub(crate) async fn catalogues(site: &Site) -> Result<Vec<Arc<Rulebook>>> {
    let mut catalogues = Vec::new();
    let Some(root) = organisation::root(&site.app).await? else {
        return Ok(catalogues);
    };
    for track in Track::ALL {
        let in_force = rulebook::in_force(&site.app, root, *track).await?;
        catalogues.extend(in_force.map(|found| found.rules));
    }
    Ok(catalogues)
}

/// For who looks after the server: whether the database answers.
async fn health(axum::extract::State(site): axum::extract::State<Site>) -> Response {
    match site.app.healthy().await {
        Ok(()) => "ok".into_response(),
        Err(error) => {
            crate::error::log(&error);
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}

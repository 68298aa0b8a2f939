//! The shelf of practices: what units recommend to each other, and what a drafter begins from it.

mod offer;
mod shelf;
mod take_over;

use axum::Router;
use axum::routing::{get, post};
use domain::ids::MatterId;
use domain::words::Stage;

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/practices", get(shelf::show))
        .route(
            "/practices/{id}/takeover",
            get(take_over::show).post(take_over::create),
        )
        .route("/disclosures/{id}/practice", get(offer::show).post(offer::create))
        .route("/disclosures/{id}/practice/end", post(offer::end))
}

/// The stage of a matter that somebody named on a page before.
fn place(text: &str) -> Option<(MatterId, Stage)> {
    let (matter, stage) = text.split_once('.')?;
    Some((matter.parse().ok()?, Stage::from_code(stage)?))
}

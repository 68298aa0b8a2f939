//! Correcting what was released: the page before the click, and the difference between two versions.

mod difference;
mod lines;
mod new;

use axum::Router;
use axum::routing::get;

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/desk/plans/{id}/correction", get(new::show).post(new::create))
        .route("/disclosures/{id}/difference", get(difference::show))
}

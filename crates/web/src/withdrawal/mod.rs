//! Withdrawing what was released: the page before the click, the request, and its answer.

mod answer;
mod ask;
mod erase;
mod show;

use axum::Router;
use axum::routing::{get, post};

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/desk/plans/{id}/withdrawal", get(show::show).post(ask::create))
        .route("/desk/plans/{id}/withdrawal/confirmation", post(answer::confirm))
        .route("/desk/plans/{id}/withdrawal/declination", post(answer::decline))
        .route("/desk/plans/{id}/withdrawal/retraction", post(ask::take_back))
        .route("/desk/plans/{id}/withdrawal/erasure", post(erase::create))
}

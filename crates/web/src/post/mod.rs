//! Posts: who holds them, who stands in, what waits on them, and how they change hands.

mod delegation;
mod handover;
mod list;
mod show;

use axum::Router;
use axum::routing::{get, post};

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/desk/posts", get(list::show))
        .route("/desk/posts/{id}", get(show::show))
        .route("/desk/posts/{id}/delegations", post(delegation::create))
        .route("/desk/posts/{id}/handover", post(handover::create))
        .route("/desk/delegations/{id}/end", post(delegation::end))
}

//! What texts have in common: pointed out to the drafter, explained, looked at side by side.

mod cluster;
mod disclosed;
mod draft;
mod list;
mod pair;
mod section;

use axum::Router;
use axum::routing::{get, post};

use crate::Site;

pub(crate) use section::Section;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/likeness", get(list::show))
        .route("/likeness/clusters/{text}", get(cluster::show))
        .route("/likeness/{disclosure}/{source}", get(disclosed::show))
        .route("/likeness/{disclosure}/{source}/answer", post(disclosed::answer))
        .route("/likeness/{disclosure}/{source}/closing", post(disclosed::close))
        .route("/desk/plans/{id}/likeness/{source}", get(draft::show))
        .route(
            "/desk/plans/{id}/likeness/{source}/explanation",
            post(draft::explain),
        )
}

//! The organisation as readers walk through it. The tree is no secret; what its units disclosed may be.

mod show;
mod tree;

use axum::Router;
use axum::routing::get;

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/units", get(tree::show))
        .route("/units/{id}", get(show::show))
}

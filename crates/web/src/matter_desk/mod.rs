//! A matter on the desk: registering it, the state of its stages, leaving one out.

mod new;
mod show;
mod skip;

use axum::Router;
use axum::routing::{get, post};

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/desk/matters/new", get(new::show).post(new::create))
        .route("/desk/matters/{id}", get(show::show))
        .route("/desk/matters/{id}/skips", post(skip::create))
}

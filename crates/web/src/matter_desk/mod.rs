//! A matter on the desk: registering it, its name, the state of its stages, leaving one out, striking it out.

mod drop;
mod new;
mod rename;
mod show;
mod skip;

use axum::Router;
use axum::routing::{get, post};

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/desk/matters/new", get(new::show).post(new::create))
        .route("/desk/matters/{id}", get(show::show))
        .route("/desk/matters/{id}/name", post(rename::create))
        .route("/desk/matters/{id}/removal", post(drop::create))
        .route("/desk/matters/{id}/skips", post(skip::create))
}

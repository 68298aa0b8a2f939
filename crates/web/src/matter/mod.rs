//! A matter with its three stages, as far as somebody may see them.

mod show;
pub(crate) mod strip;

use axum::Router;
use axum::routing::get;

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/matters/{id}", get(show::show))
}

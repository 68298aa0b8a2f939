//! Search over what somebody may see.

mod mark;
mod show;

use axum::Router;
use axum::routing::get;

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/search", get(show::show))
}

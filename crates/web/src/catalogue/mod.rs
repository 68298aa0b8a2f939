//! Catalogues in force, for everybody to read: what a unit has to disclose, to whom and by when.

mod difference;
mod show;

use axum::Router;
use axum::routing::get;

use crate::Site;

pub(crate) use difference::Comparison;
pub(crate) use show::toml;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/units/{id}/catalogue/{track}", get(show::show))
        .route("/catalogues/{id}/catalogue.toml", get(show::file))
        .route("/catalogues/{older}/difference/{newer}", get(difference::show))
}

//! Disclosures as readers meet them: the list with its filters, and each one with its card.

pub(crate) mod filter;
mod list;
mod show;

use axum::Router;
use axum::routing::get;

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/disclosures", get(list::show))
        .route("/disclosures/{id}", get(show::show))
}

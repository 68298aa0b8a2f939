//! Disclosures as readers meet them: the list with its filters, and each one with its card.

mod blocks;
mod embed;
pub(crate) mod filter;
mod list;
mod notice;
pub(crate) mod period;
mod show;
mod tombstone;

use axum::Router;
use axum::routing::get;

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/disclosures", get(list::show))
        .route("/disclosures/{id}", get(show::show))
        .route("/disclosures/{id}/card", get(embed::show))
        .route("/disclosures/{id}/notice.pdf", get(notice::show))
        .route("/disclosures/{id}/notice.ics", get(period::show))
}

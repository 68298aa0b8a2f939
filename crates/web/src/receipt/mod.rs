//! Receipts for readers: a page that verifies them in the reader's own browser, and one file that needs nothing else.

mod code;
pub(crate) mod facts;
mod sheet;
mod verifier;

pub use sheet::Sheet;
pub(crate) use sheet::content_policy;

use axum::Router;
use axum::routing::get;

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/ledger/verify", get(verifier::show))
}

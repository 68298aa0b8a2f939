//! The desk: what waits for somebody, and since when.

mod fields;
mod show;

use axum::Router;
use axum::routing::get;

use crate::{Result, Site};

pub(crate) use fields::Fields;
pub(crate) use show::Done;

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/desk", get(show::show))
}

/// An id in an address. What cannot be read is not there, like what does not exist.
pub(crate) fn id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| app::Error::NotFound.into())
}

//! The register of a unit's year, its archive, and the approval form, all fit for paper.

mod close;
mod export;
mod form;
mod register;

use axum::Router;
use axum::routing::{get, post};

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/desk/register", get(register::show))
        .route("/desk/register/export", get(export::download))
        .route("/desk/register/archive", post(close::create))
        .route("/desk/plans/{id}/form", get(form::show))
}

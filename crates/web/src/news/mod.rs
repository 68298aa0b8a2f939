//! What people are told, live and on a page, and what they follow.

mod following;
mod show;
mod stream;

use axum::Router;
use axum::routing::{get, post};

use crate::Site;

pub(crate) use following::Follow;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/news", get(show::show))
        .route("/news/reading", post(show::read_all))
        .route("/news/stream", get(stream::show))
        .route("/followings", post(following::create))
        .route("/followings/removal", post(following::remove))
}

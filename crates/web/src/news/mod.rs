//! What people are told, live and on a page, and what they follow.

mod following;
mod live;
mod show;
mod stop;
mod stream;
mod wishes;

use axum::Router;
use axum::routing::{get, post};

use crate::Site;

pub(crate) use following::Follow;
pub(crate) use live::Live;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/news", get(show::show))
        .route("/news/reading", post(show::read_all))
        .route("/news/stream", get(stream::show))
        .route("/news/stop/{token}", get(stop::show).post(stop::create))
        .route("/account/news", get(wishes::show))
        .route("/account/news/address", post(wishes::ask))
        .route("/account/news/confirmation", post(wishes::confirm))
        .route("/account/news/removal", post(wishes::remove))
        .route("/account/news/paces", post(wishes::pace))
        .route("/followings", post(following::create))
        .route("/followings/removal", post(following::remove))
}

//! The style sheet, the script and the icon, inside the program: an isolated network is the normal case.

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route(
            "/assets/app.css",
            get(|| file("text/css; charset=utf-8", include_str!("../assets/app.css"))),
        )
        .route(
            "/assets/app.js",
            get(|| file("text/javascript; charset=utf-8", include_str!("../assets/app.js"))),
        )
        .route(
            "/assets/passkey.js",
            get(|| {
                file(
                    "text/javascript; charset=utf-8",
                    include_str!("../assets/passkey.js"),
                )
            }),
        )
        .route(
            "/assets/editor.js",
            get(|| {
                file(
                    "text/javascript; charset=utf-8",
                    include_str!("../assets/editor.js"),
                )
            }),
        )
        .route(
            "/assets/editor.LICENSES.txt",
            get(|| {
                file(
                    "text/plain; charset=utf-8",
                    include_str!("../assets/editor.LICENSES.txt"),
                )
            }),
        )
        .route(
            "/assets/verifier.js",
            get(|| {
                file(
                    "text/javascript; charset=utf-8",
                    include_str!("../assets/verifier.js"),
                )
            }),
        )
        .route(
            "/assets/verifier.LICENSES.txt",
            get(|| {
                file(
                    "text/plain; charset=utf-8",
                    include_str!("../assets/verifier.LICENSES.txt"),
                )
            }),
        )
        .route(
            "/assets/favicon.svg",
            get(|| file("image/svg+xml", include_str!("../assets/favicon.svg"))),
        )
}

async fn file(kind: &'static str, bytes: &'static str) -> Response {
    (
        [(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=3600")],
        bytes,
    )
        .into_response()
}

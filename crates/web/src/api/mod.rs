//! `/api/v1`: reading, and the way of a disclosure, for programs. The same readers and deeds as the pages.
//!
//! **Invariant:** every answer under `/api` but the document itself is JSON or a problem (RFC 9457), cookies are not
//! looked at, and what is hidden answers byte for byte like what is not there.

mod asked;
mod caller;
mod desk;
mod disclosures;
mod entries;
mod matters;
mod me;
mod plans;
mod problem;
mod search;
#[cfg(test)]
mod tests;
mod units;
mod wire;

use std::any::Any;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get, post, put};
use tower_http::catch_panic::CatchPanicLayer;

use crate::Site;
use problem::Problem;

const BASE: &str = "/api/v1";
/// The longest body of a plan, every character escaped, and room for the rest.
const LARGEST_BODY: usize = 1024 * 1024;
const DOCUMENT: &str = include_str!("openapi.json");

/// What a handler of the API answers with.
type Result<T> = std::result::Result<T, Problem>;

/// One operation. The router is built from these, and the document has to tell exactly these.
struct Operation {
    #[cfg_attr(
        not(test),
        expect(
            dead_code,
            reason = "the handler knows; the test compares it with the document"
        )
    )]
    method: &'static str,
    path: &'static str,
    handler: MethodRouter<Site>,
}

pub(crate) fn routes() -> Router<Site> {
    let mut router = Router::new();
    for operation in operations() {
        router = router.route(&[BASE, operation.path].concat(), operation.handler);
    }
    router
        .method_not_allowed_fallback(async || Problem::wrong_method())
        .route("/api", any(unknown))
        .route("/api/", any(unknown))
        .route("/api/{*rest}", any(unknown))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CatchPanicLayer::custom(broken))
}

fn broken(cause: Box<dyn Any + Send>) -> Response {
    Problem::from(crate::doors::broken(cause.as_ref())).into_response()
}

fn operations() -> Vec<Operation> {
    let mut all = reading();
    all.extend(working());
    all
}

fn reading() -> Vec<Operation> {
    let read = |path, handler| Operation {
        method: "get",
        path,
        handler,
    };
    vec![
        read("/openapi.json", get(document)),
        read("/disclosures", get(disclosures::list)),
        read("/disclosures/{id}", get(disclosures::show)),
        read("/matters/{id}", get(matters::show)),
        read("/units", get(units::list)),
        read("/units/{id}", get(units::show)),
        read("/search", get(search::search)),
        read("/entries", get(entries::in_force)),
        read("/rulebooks/{id}", get(entries::of)),
        read("/me", get(me::show)),
    ]
}

fn working() -> Vec<Operation> {
    let read = |path, handler| Operation {
        method: "get",
        path,
        handler,
    };
    let send = |path, handler| Operation {
        method: "post",
        path,
        handler,
    };
    vec![
        read("/desk", get(desk::show)),
        send("/matters", post(matters::open)),
        read("/matters/{id}/overview", get(matters::overview)),
        send("/matters/{id}/skips", post(matters::skip)),
        send("/matters/{id}/plans", post(plans::draft)),
        read("/plans/{id}", get(plans::show)),
        Operation {
            method: "put",
            path: "/plans/{id}",
            handler: put(plans::edit),
        },
        send("/plans/{id}/submission", post(plans::submit)),
        send("/plans/{id}/opinions", post(plans::review)),
        send("/plans/{id}/approval", post(plans::approve)),
        send("/plans/{id}/return", post(plans::send_back)),
    ]
}

/// The same document for everybody: it tells what can be asked, and nothing of what is there.
async fn document() -> Response {
    ([(CONTENT_TYPE, "application/json")], DOCUMENT).into_response()
}

async fn unknown() -> Problem {
    app::Error::NotFound.into()
}

//! What every request passes: limits, headers, a guard against other sites' forms, and a catch for panics.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Extensions, HeaderMap, Method, StatusCode, Version};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use domain::refusal::RequestRefusal;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::held::held;
use crate::{Error, Site, error};

/// The largest request but a spreadsheet: a plan of 50,000 characters, each escaped.
pub(crate) const LARGEST_BODY: usize = 1024 * 1024;
const LONGEST: Duration = Duration::from_secs(60);

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

pub(crate) fn guarded(site: &Site, pages: Router) -> Router {
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    pages
        .layer(middleware::from_fn_with_state(site.clone(), held))
        .layer(middleware::from_fn(own_forms_only))
        .layer(CatchPanicLayer::custom(|cause: Box<dyn Any + Send>| {
            Error::App(broken(cause.as_ref())).into_response()
        }))
        .layer(middleware::from_fn_with_state(site.clone(), error::said))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(header(CONTENT_SECURITY_POLICY, POLICY))
        .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(REFERRER_POLICY, "same-origin"))
        .layer(header(
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ))
        .layer(header(
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ))
        .layer(header(CACHE_CONTROL, "no-store"))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            LONGEST,
        ))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(may_shrink)))
}

/// Put into an answer whose bytes go out as they lie in a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AsItLies;

fn may_shrink(_: StatusCode, _: Version, _: &HeaderMap, answer: &Extensions) -> bool {
    answer.get::<AsItLies>().is_none()
}

/// A panic as a failure, so that it is logged and answered like any other.
pub(crate) fn broken(cause: &(dyn Any + Send)) -> app::Error {
    let words = cause.downcast_ref::<&str>().copied();
    let words = words.or_else(|| cause.downcast_ref::<String>().map(String::as_str));
    app::Error::failed(format!("a panic: {}", words.unwrap_or("without words")))
}

/// A form of another site must not act with a person's cookie. What changes something has to come from a page of
/// ours (the browser says so), or from a program that sends no cookie.
async fn own_forms_only(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS)
        // the API looks at no cookie
        || request.uri().path().starts_with("/api/");
    if safe || comes_from_us(request.headers()) {
        return next.run(request).await;
    }
    (
        StatusCode::FORBIDDEN,
        Error::App(RequestRefusal::ForeignForm.into()),
    )
        .into_response()
}

fn comes_from_us(headers: &HeaderMap) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(&HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match (text(&ORIGIN), text(&HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        (None, _) => text(&COOKIE).is_none(),
        (Some(_), None) => false,
    }
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use axum::routing::get;
    use testkit::on_both_engines;
    use tower::ServiceExt;

    use super::*;

    async fn breaks() -> StatusCode {
        std::panic::panic_any("示例故障");
    }

    on_both_engines! {
        async fn a_panic_is_a_page_of_ours_behind_the_same_headers(t: TestApp) {
            let site = Site::new(t.app.clone(), "示例机关");
            let router = guarded(&site, Router::new().route("/breaks", get(breaks)));
            let answer = router
                .oneshot(Request::get("/breaks").body(Body::empty()).unwrap())
                .await
                .unwrap();
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert!(answer.headers().contains_key(CONTENT_SECURITY_POLICY));
            let page = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            let page = String::from_utf8_lossy(&page);
            assert!(
                page.contains("系统暂时无法完成") && page.contains("<h1>"),
                "{page}"
            );
            assert!(!page.contains("示例故障"), "{page}");
        }
    }
}

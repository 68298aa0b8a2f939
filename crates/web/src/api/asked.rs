//! What came with a request. The order is the handlers' order of arguments: who asks, about what, and only then
//! the body; nothing looks at what is there before all of it was read.

use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::problem::Problem;
use crate::Site;

const LONGEST_KEY: usize = 100;
const USUAL_LIMIT: usize = 20;
const LARGEST_LIMIT: usize = 100;

/// The id in a path. One that cannot be read is one that is not there.
pub(super) struct Id<T>(pub(super) T);

impl<T: FromStr> FromRequestParts<Site> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let text = Path::<String>::from_request_parts(parts, site).await;
        let id = text.ok().and_then(|Path(text)| text.parse().ok());
        Ok(Self(id.ok_or(app::Error::NotFound)?))
    }
}

/// The parameters in a query.
pub(super) struct Parameters<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequestParts<Site> for Parameters<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Problem> {
        match Query::try_from_uri(&parts.uri) {
            Ok(Query(parameters)) => Ok(Self(parameters)),
            Err(cause) => Err(Problem::invalid(format!(
                "查询参数不符合要求：{}",
                cause.body_text()
            ))),
        }
    }
}

/// A JSON body.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Site> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Problem> {
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Problem::not_json());
        }
        let bytes = Bytes::from_request(request, site).await.map_err(|rejection| {
            let status = rejection.into_response().status();
            if status == StatusCode::PAYLOAD_TOO_LARGE {
                Problem::too_large()
            } else {
                Problem::malformed("未能读完")
            }
        })?;
        // a list of values would be taken for an object's members in their order
        if bytes.trim_ascii_start().first() == Some(&b'[') {
            return Err(Problem::invalid("请求正文须为一个 JSON 对象。"));
        }
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|cause| match cause.classify() {
                Category::Data => Problem::invalid(format!("请求正文不符合要求：{cause}")),
                Category::Io | Category::Syntax | Category::Eof => Problem::malformed(&cause.to_string()),
            })
    }
}

/// The sender's own key of this sending (`Idempotency-Key`).
pub(super) struct Once(Option<String>);

impl FromRequestParts<Site> for Once {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Problem> {
        let Some(header) = parts.headers.get("idempotency-key") else {
            return Ok(Self(None));
        };
        match header.to_str() {
            Ok(key) if (1..=LONGEST_KEY).contains(&key.len()) => Ok(Self(Some(key.to_owned()))),
            _ => Err(Problem::invalid(
                "Idempotency-Key 须为 1 至 100 个可见的 ASCII 字符。",
            )),
        }
    }
}

impl Once {
    /// The key within what it was sent to, so that one key used for two addresses means two sendings.
    pub(super) fn within(self, place: &str) -> Option<String> {
        self.0.map(|key| format!("api {place} {key}"))
    }
}

/// How many items a page may have.
pub(super) fn limit(asked: Option<usize>) -> Result<usize, Problem> {
    let limit = asked.unwrap_or(USUAL_LIMIT);
    if (1..=LARGEST_LIMIT).contains(&limit) {
        Ok(limit)
    } else {
        Err(Problem::invalid("limit 须在 1 至 100 之间。"))
    }
}

use axum::Json;
use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::refusal::PlanRefusal;
use serde::Serialize;

/// Where the document explains each type of problem.
pub(super) const TYPES: &str = "/api/v1/openapi.json#/x-problems/";

/// A no, as RFC 9457 says it.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<String>,
    #[serde(skip)]
    wait_minutes: Option<i64>,
}

impl Problem {
    fn new(status: StatusCode, detail: String) -> Self {
        let (kind, title) = named(status);
        let kind = [TYPES, kind].concat();
        Self {
            kind,
            title,
            status: status.as_u16(),
            detail,
            errors: Vec::new(),
            wait_minutes: None,
        }
    }

    /// No token, or none that holds.
    pub(super) fn unknown_caller() -> Self {
        let detail = "请在 Authorization 请求头中提供有效的访问令牌（Bearer）。";
        Self::new(StatusCode::UNAUTHORIZED, detail.into())
    }

    pub(super) fn wrong_method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "这个地址不支持该请求方法。".into(),
        )
    }

    /// The body is no JSON at all, or did not arrive whole.
    pub(super) fn malformed(cause: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            format!("请求正文不是完整的 JSON：{cause}"),
        )
    }

    pub(super) fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "请求正文超过 1 MiB，请缩短。".into(),
        )
    }

    pub(super) fn not_json() -> Self {
        let detail = "请求正文须为 JSON（Content-Type: application/json）。";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail.into())
    }

    /// A body or a parameter says something that this address does not take.
    pub(super) fn invalid(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail.into())
    }
}

/// The name of a type of problem and its title.
pub(super) fn named(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::BAD_REQUEST => ("malformed", "请求无法读取"),
        StatusCode::UNAUTHORIZED => ("unknown-caller", "需要访问令牌"),
        StatusCode::FORBIDDEN => ("forbidden", "没有职责"),
        StatusCode::NOT_FOUND => ("not-found", "没有找到"),
        StatusCode::METHOD_NOT_ALLOWED => ("wrong-method", "不支持的方法"),
        StatusCode::CONFLICT => ("refused", "不能办理"),
        StatusCode::PAYLOAD_TOO_LARGE => ("too-large", "请求过大"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ("not-json", "不支持的格式"),
        StatusCode::UNPROCESSABLE_ENTITY => ("invalid", "内容不符合要求"),
        StatusCode::TOO_MANY_REQUESTS => ("too-often", "过于频繁"),
        _ => ("failed", "系统暂时无法完成"),
    }
}

impl From<app::Error> for Problem {
    fn from(error: app::Error) -> Self {
        crate::error::log(&error);
        let mut problem = Self::new(crate::error::status(&error), error.to_string());
        match &error {
            app::Error::Refused(PlanRefusal::Stale { .. }) => problem.kind = [TYPES, "stale"].concat(),
            app::Error::Refused(PlanRefusal::NotAdmitted(refusals)) => {
                problem.errors = refusals.iter().map(ToString::to_string).collect();
            }
            app::Error::TooOften { minutes } => problem.wait_minutes = Some(*minutes),
            _ => {}
        }
        problem
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(minutes) = self.wait_minutes {
            headers.insert(RETRY_AFTER, HeaderValue::from(minutes.saturating_mul(60)));
        }
        (status, headers, Json(self)).into_response()
    }
}

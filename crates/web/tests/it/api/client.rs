//! A program with somebody's token, or with none.

use app::account;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use domain::ids::PersonId;
use serde_json::Value;
use testkit::TestApp;
use tower::ServiceExt;
use web::Site;

pub(crate) struct Client {
    router: Router,
    token: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Client {
    /// Without a token.
    pub(crate) fn visitor(t: &TestApp) -> Self {
        Self {
            router: web::router(Site::new(t.app.clone(), "示例机关")),
            token: None,
        }
    }

    /// With a token of somebody's.
    pub(crate) async fn of(t: &TestApp, person: PersonId) -> Self {
        let token = account::issue_token(&t.app, None, person, "测试").await.unwrap();
        Self::with(t, &token)
    }

    /// With something that may be no token.
    pub(crate) fn with(t: &TestApp, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..Self::visitor(t)
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.begin(Method::GET, path), Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.write(Method::POST, path, body.to_string().into()).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        self.write(Method::PUT, path, body.to_string().into()).await
    }

    /// A post that says which sending it is.
    pub(crate) async fn post_once(&self, key: &str, path: &str, body: &Value) -> Answer {
        let request = self.begin(Method::POST, path).header("idempotency-key", key);
        self.send(
            request.header(CONTENT_TYPE, "application/json"),
            body.to_string().into(),
        )
        .await
    }

    /// Bytes that claim to be JSON.
    pub(crate) async fn write(&self, method: Method, path: &str, bytes: Vec<u8>) -> Answer {
        let request = self.begin(method, path).header(CONTENT_TYPE, "application/json");
        self.send(request, bytes.into()).await
    }

    pub(crate) fn begin(&self, method: Method, path: &str) -> Builder {
        let request = Request::builder().method(method).uri(format!("/api{path}"));
        match &self.token {
            Some(token) => request.header(AUTHORIZATION, format!("Bearer {token}")),
            None => request,
        }
    }

    pub(crate) async fn send(&self, request: Builder, body: Body) -> Answer {
        let answer = self
            .router
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec();
        Answer {
            status,
            headers,
            bytes,
        }
    }
}

impl Answer {
    /// Fails when the status is another.
    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Self {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{}",
            String::from_utf8_lossy(&self.bytes)
        );
        self
    }

    /// The body, which has to be JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// Fails when this is no problem of this type, with everything that a problem has.
    #[track_caller]
    pub(crate) fn is_problem(&self, status: u16, kind: &str) -> &Self {
        self.is(status);
        assert_eq!(self.headers[CONTENT_TYPE], "application/problem+json");
        let problem = self.json();
        assert_eq!(
            problem["type"],
            format!("/api/v1/openapi.json#/x-problems/{kind}")
        );
        assert_eq!(problem["status"], status);
        assert!(
            problem["title"].is_string() && problem["detail"].is_string(),
            "{problem}"
        );
        self
    }

    /// Everything that an observer can tell one answer from another by.
    pub(crate) fn all(&self) -> (StatusCode, &HeaderMap, &[u8]) {
        (self.status, &self.headers, &self.bytes)
    }
}

//! Somebody at a browser: keeps the cookie, sends forms, reads what comes back.

use app::account;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN};
use axum::http::{HeaderMap, Request, StatusCode};
use domain::ids::PersonId;
use testkit::TestApp;
use tower::ServiceExt;
use web::Site;

/// A browser of one person, or of nobody.
pub(crate) struct Browser {
    router: Router,
    cookie: Option<String>,
    /// What wakes this browser's open pages.
    pub(crate) pulse: std::sync::Arc<app::telling::Pulse>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// Where a redirect goes, without the notice.
    pub(crate) to: String,
    pub(crate) text: String,
    pub(crate) headers: HeaderMap,
}

impl Browser {
    /// Nobody signed in.
    pub(crate) fn visitor(t: &TestApp) -> Self {
        let site = Site::new(t.app.clone(), "示例机关");
        Self {
            pulse: site.pulse.clone(),
            router: web::router(site),
            cookie: None,
        }
    }

    /// Somebody, signed in.
    pub(crate) async fn of(t: &TestApp, person: PersonId) -> Self {
        let link = account::invite(&t.app, None, person).await.unwrap();
        let session = account::accept(&t.app, &link, "这是一句足够长的测试用口令")
            .await
            .unwrap();
        Self {
            cookie: Some(format!("gongkai_session={session}")),
            ..Self::visitor(t)
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", web::paths::escaped(name), web::paths::escaped(value)))
            .collect();
        let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(pairs.join("&"))).await
    }

    /// A form with a file.
    pub(crate) async fn upload(
        &self,
        path: &str,
        name: &str,
        file: &[u8],
        fields: &[(&str, &str)],
    ) -> Answer {
        let mut body = Vec::new();
        for (field, value) in fields {
            let part =
                format!("--cut\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        let head = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(file);
        body.extend(b"\r\n--cut--\r\n");
        let request = Request::post(path).header(CONTENT_TYPE, "multipart/form-data; boundary=cut");
        self.send(request, Body::from(body)).await
    }

    /// An answer that goes on; its parts as they come.
    pub(crate) async fn open(&self, path: &str) -> (StatusCode, axum::body::BodyDataStream) {
        let answer = self.ask(Request::get(path), Body::empty()).await;
        (answer.status(), answer.into_body().into_data_stream())
    }

    async fn ask(&self, mut request: axum::http::request::Builder, body: Body) -> axum::response::Response {
        request = request
            .header(HOST, "gongkai.example")
            .header(ORIGIN, "http://gongkai.example");
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        let request = request.body(body).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let answer = self.ask(request, body).await;
        let location = answer
            .headers()
            .get(LOCATION)
            .map(|to| to.to_str().unwrap().to_owned());
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let to = location
            .unwrap_or_default()
            .split('?')
            .next()
            .unwrap_or_default()
            .to_owned();
        Answer {
            status,
            to,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            headers,
        }
    }
}

impl Answer {
    /// Fails with the page when something is not on it.
    #[track_caller]
    pub(crate) fn shows(&self, words: &str) -> &Self {
        assert!(
            self.text.contains(words),
            "“{words}” is not on this page ({}):\n{}",
            self.status,
            self.text
        );
        self
    }

    /// Fails with the page when something is on it.
    #[track_caller]
    pub(crate) fn hides(&self, words: &str) -> &Self {
        assert!(
            !self.text.contains(words),
            "“{words}” is on this page ({}):\n{}",
            self.status,
            self.text
        );
        self
    }

    /// Fails when the status is another.
    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{} → {}", self.text, self.to);
        self
    }
}

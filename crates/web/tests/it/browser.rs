//! Somebody at a browser: keeps the cookie, sends forms, reads what comes back.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, REFERER, SET_COOKIE};
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
    /// Whether a proxy says that it speaks TLS.
    tls: bool,
    /// Whether it is no person, but makes a copy of the public side.
    still: bool,
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
        Self::at(t.app.clone())
    }

    /// Nobody signed in, at a platform that is set up otherwise.
    pub(crate) fn at(app: app::App) -> Self {
        let site = Site::new(app, "示例机关");
        Self {
            pulse: site.pulse.clone(),
            router: web::router(site),
            cookie: None,
            tls: false,
            still: false,
        }
    }

    /// Nobody signed in, at a platform behind a proxy.
    pub(crate) fn behind_proxy(t: &TestApp) -> Self {
        Self {
            router: web::router(Site::new(t.app.clone(), "示例机关").behind_proxy()),
            ..Self::visitor(t)
        }
    }

    /// The same browser, as a proxy speaks for it.
    pub(crate) fn over_tls(self) -> Self {
        Self { tls: true, ..self }
    }

    /// Whoever makes a copy of the public side as plain files.
    pub(crate) fn copying(t: &TestApp) -> Self {
        Self {
            still: true,
            ..Self::visitor(t)
        }
    }

    /// The same browser with this cookie and no other.
    pub(crate) fn with_cookie(self, cookie: &str) -> Self {
        Self {
            cookie: Some(cookie.to_owned()),
            ..self
        }
    }

    /// The same browser, at a platform that is set up otherwise.
    pub(crate) fn at_platform(self, app: app::App) -> Self {
        Self {
            cookie: self.cookie,
            ..Self::at(app)
        }
    }

    /// The cookies it keeps.
    pub(crate) fn cookie(&self) -> String {
        self.cookie.clone().unwrap_or_default()
    }

    /// Somebody, signed in.
    pub(crate) async fn of(t: &TestApp, person: PersonId) -> Self {
        let session = testkit::session_of(t, person, "这是一句足够长的测试用口令").await;
        Self {
            cookie: Some(format!("gongkai_session={session}")),
            ..Self::visitor(t)
        }
    }

    /// The same browser with the cookies of an answer.
    pub(crate) fn keeping(&self, answer: &Answer) -> Self {
        let set = answer.headers.get_all(SET_COOKIE).iter();
        let pairs = set.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().to_owned());
        let before = self
            .cookie
            .iter()
            .flat_map(|cookie| cookie.split("; "))
            .map(str::to_owned);
        let pairs: Vec<_> = pairs.collect();
        let name = |pair: &str| pair.split('=').next().unwrap().to_owned();
        let kept = before.filter(|pair| !pairs.iter().any(|new| name(new) == name(pair)));
        let all: Vec<_> = kept.chain(pairs.clone()).collect();
        Self {
            router: self.router.clone(),
            cookie: Some(all.join("; ")),
            pulse: self.pulse.clone(),
            tls: self.tls,
            still: self.still,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// The same, from a link on a page.
    pub(crate) async fn get_from(&self, path: &str, page: &str) -> Answer {
        self.send(Request::get(path).header(REFERER, page), Body::empty())
            .await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        read(self.post_raw(path, fields).await).await
    }

    /// The same, with an answer that is no text.
    pub(crate) async fn post_raw(&self, path: &str, fields: &[(&str, &str)]) -> axum::response::Response {
        let pairs: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", web::paths::escaped(name), web::paths::escaped(value)))
            .collect();
        let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from(pairs.join("&"))).await
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
        if self.tls {
            request = request.header("x-forwarded-proto", "https");
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        if self.still {
            request = request.extension(web::Still);
        }
        let request = request.body(body).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        read(self.ask(request, body).await).await
    }
}

/// An answer as a browser shows it.
async fn read(answer: axum::response::Response) -> Answer {
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

    /// Where the first form leads whose address ends so, as the page says it; nowhere if there is none.
    pub(crate) fn action(&self, deed: &str) -> String {
        let mut actions = self.text.split("action=\"").skip(1);
        let ends = format!("/{deed}");
        let found = actions.find_map(|rest| rest.split('"').next().filter(|action| action.ends_with(&ends)));
        found.unwrap_or_default().to_owned()
    }

    /// Fails when the status is another.
    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{} → {}", self.text, self.to);
        self
    }
}

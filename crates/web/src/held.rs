//! What somebody sent when their session had ended meanwhile. It comes back to them on a page, and from there into its
//! form once they have signed in: nothing is done with it by itself, and nothing of it is kept here.

use askama::Template;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use domain::refusal::RequestRefusal;

use crate::account::came_from;
use crate::doors::LARGEST_BODY;
use crate::frame::Frame;
use crate::session::Visitor;
use crate::{Error, Site, asked};

/// The field by which a form says that it comes back and is only to be shown.
pub(crate) const COMES_BACK: &str = "comes-back";
/// Forms with passwords and settings are typed anew.
const TYPED_ANEW: [&str; 5] = ["/account", "/admin", "/sign-in", "/welcome", "/followings"];

/// Put into an answer that asks somebody to sign in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AsksToSignIn;

#[derive(Template)]
#[template(path = "held.html")]
struct HeldPage {
    f: Frame,
    /// Where the form goes that can be put back; nothing when it is one that cannot.
    form: Option<String>,
    fields: Vec<(String, String)>,
    /// The page from which it was sent.
    page: String,
    /// Whether a file was sent.
    with_file: bool,
}

impl HeldPage {
    /// What somebody wrote, to be copied.
    fn writings(&self) -> impl Iterator<Item = &str> {
        let values = self.fields.iter().filter(|(name, _)| name != "base");
        // what is plain and in one piece is a code or a choice
        let written = |value: &&str| !value.is_ascii() || value.contains(' ');
        values.map(|(_, value)| value.as_str()).filter(written)
    }
}

/// Brings back what was sent without a session that still runs.
pub(crate) async fn held(State(site): State<Site>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if request.method() != Method::POST || TYPED_ANEW.iter().any(|start| path.starts_with(start)) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let is_form = is(&parts, "application/x-www-form-urlencoded");
    let (body, bytes) = if is_form {
        match to_bytes(body, LARGEST_BODY).await {
            Ok(bytes) => (Body::from(bytes.clone()), bytes),
            Err(_) => return Error::App(RequestRefusal::Form.into()).into_response(),
        }
    } else {
        (body, axum::body::Bytes::new())
    };
    let asked = parts.clone();
    let answer = next.run(Request::from_parts(parts, body)).await;
    let is_file = is(&asked, "multipart/form-data");
    if answer.extensions().get::<AsksToSignIn>().is_none() || !(is_form || is_file) {
        return answer;
    }
    let again = Request::from_parts(asked.clone(), Body::from(bytes));
    let fields = if is_form {
        asked::pairs(again, &()).await.unwrap_or_default()
    } else {
        Vec::new()
    };
    shown(&site, &asked, fields).unwrap_or_else(IntoResponse::into_response)
}

fn shown(site: &Site, asked: &Parts, mut fields: Vec<(String, String)>) -> crate::Result<Response> {
    fields.retain(|(name, _)| name != COMES_BACK);
    let address = asked.uri.path_and_query().map(|address| address.as_str());
    let page = HeldPage {
        f: Frame::of(site, &Visitor::stranger(asked), ""),
        form: address
            .filter(|_| !fields.is_empty() && takes_back(asked.uri.path()))
            .map(str::to_owned),
        fields,
        page: came_from(&asked.headers).to_owned(),
        with_file: is(asked, "multipart/form-data"),
    };
    Ok((StatusCode::FORBIDDEN, Html(page.render()?)).into_response())
}

/// Whether the form at an address knows [`COMES_BACK`]: those in which somebody writes for long.
fn takes_back(path: &str) -> bool {
    let parts: Vec<_> = path.split('/').skip(1).collect();
    matches!(
        parts.as_slice(),
        ["desk", "matters", "new"]
            | ["desk", "matters", _, "plans", "new"]
            | ["desk", "plans", _]
            | [
                "desk",
                "plans",
                _,
                "submission" | "opinions" | "return" | "endorsement"
            ]
    )
}

fn is(parts: &Parts, kind: &str) -> bool {
    let sent = parts
        .headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    sent.is_some_and(|sent| sent.starts_with(kind))
}

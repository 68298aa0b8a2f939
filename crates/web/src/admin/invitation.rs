use app::{account, organisation};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::ORIGIN;
use axum::response::Response;
use domain::organisation::Person;
use domain::words::Duty;

use super::offices;
use crate::desk::id;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, paths, texts};

#[derive(Template)]
#[template(path = "admin/invitation.html")]
struct Page {
    f: Frame,
    w: &'static texts::Admin,
    person: Person,
    link: String,
    reset: bool,
}

/// The link is on this page and nowhere else: only what proves it is stored.
pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    offices(&signed, &[Duty::Secure])?;
    let person = organisation::person(&site.app, id(&text)?)
        .await?
        .ok_or(app::Error::NotFound)?;
    let token = account::invite(&site.app, Some(signed.person.id), person.id).await?;
    shown((&site, &signed), &headers, person, (&token, false))
}

/// The page with a link; whether it is a reset's.
pub(super) fn shown(
    (site, signed): (&Site, &SignedIn),
    headers: &HeaderMap,
    person: Person,
    (token, reset): (&str, bool),
) -> Result<Response> {
    // the address that the administrator's own browser knows the platform by
    let origin = headers
        .get(ORIGIN)
        .and_then(|origin| origin.to_str().ok())
        .filter(|origin| *origin != "null");
    let link = format!("{}{}", origin.unwrap_or_default(), paths::welcome(token));
    page(&Page {
        f: Frame::of(site, &signed.visitor, "admin"),
        w: &signed.texts().admin,
        person,
        link,
        reset,
    })
}

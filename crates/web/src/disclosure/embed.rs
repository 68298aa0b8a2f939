//! A card of a public disclosure that other sites may show in a frame. It is the visitor's view, whoever asks.

use app::reader::{Listed, Reader};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderName;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::response::{IntoResponse, Response};
use domain::audience::Token;
use domain::time::Timestamp;

use crate::frame::{Frame, page};
use crate::matter::strip::{self, Step};
use crate::session::Visitor;
use crate::{Result, Site, paths};

/// Any site may show it; it has no script and no form, and nothing of whoever looks at it.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors *";

#[derive(Template)]
#[template(path = "disclosure/embed.html")]
struct Card {
    f: Frame,
    item: Listed,
    strip: Vec<Step>,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response> {
    let id = paths::id(&id)?;
    let f = Frame::of(&site, &visitor, "disclosures");
    let mut reader = Reader::open(&site.app, None).await?;
    let disclosure = reader.disclosure(id).await?.ok_or(app::Error::NotFound)?;
    let matter = reader
        .matter(disclosure.matter)
        .await?
        .ok_or(app::Error::NotFound)?;
    drop(reader);
    let rules = app::rulebook::of(&site.app, disclosure.rulebook).await?;
    let strip = strip::of(
        &f,
        &matter,
        rules.entry(&disclosure.entry),
        Some(disclosure.stage),
    );
    let listed = strip.iter().find(|step| step.stage == disclosure.stage);
    let item = listed
        .and_then(|step| step.disclosure.clone())
        .ok_or(app::Error::NotFound)?;
    let headers = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
        (CACHE_CONTROL, "public, max-age=60"),
    ];
    Ok((headers, page(&Card { f, item, strip })?).into_response())
}

/// Whether everybody may see a disclosure by now.
pub(super) fn is_public(audience: &[(Token, Timestamp)], now: Timestamp) -> bool {
    audience
        .iter()
        .any(|(token, from)| matches!(token, Token::Public | Token::NonMembers) && *from <= now)
}

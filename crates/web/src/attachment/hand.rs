use app::attachment::of_plan as attached;
use app::reader::{Attached, Reader};
use axum::extract::{Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::ids::{DisclosureId, PlanId};

use crate::session::{SignedIn, Visitor};
use crate::{Result, Site, paths};

/// Whoever opens it in the browser after all opens something that may do nothing.
const POLICY: &str = "default-src 'none'; sandbox";

pub(super) async fn of_disclosure(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response> {
    let id: DisclosureId = paths::id(&id)?;
    let mut reader = Reader::open(&site.app, visitor.person.map(|person| person.id)).await?;
    let found = reader
        .attachment(id, place(&number)?)
        .await?
        .ok_or(app::Error::NotFound)?;
    drop(reader);
    hand(&site, (&found, &number), &headers).await
}

pub(super) async fn of_plan(
    State(site): State<Site>,
    signed: SignedIn,
    Path((id, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response> {
    let id: PlanId = paths::id(&id)?;
    let found = attached(&site.app, signed.person.id, id, place(&number)?).await?;
    hand(&site, (&found, &number), &headers).await
}

/// The number in the last part of an address, which ends as the file does.
fn place(text: &str) -> Result<usize> {
    Ok(paths::id(text.split('.').next().unwrap_or_default())?)
}

/// The bytes, to be saved and not shown. They never change, but who may see them does: so the browser keeps them and
/// asks every time. An address with an ending ends as the file does: a copy of the site would make something else of it.
async fn hand(site: &Site, (found, address): (&Attached, &str), asked: &HeaderMap) -> Result<Response> {
    let attachment = &found.attachment;
    let ending = address.split_once('.').map(|(_, ending)| ending);
    if ending.is_some_and(|ending| ending != attachment.kind.ending()) {
        return Err(app::Error::NotFound.into());
    }
    let tag = format!("\"{}\"", attachment.sealed.commitment);
    let kept = asked
        .get_all(IF_NONE_MATCH)
        .iter()
        .any(|value| value.to_str().is_ok_and(|text| text.contains(&tag)));
    let headers = [
        (CONTENT_TYPE, attachment.kind.media_type().to_owned()),
        (
            CONTENT_DISPOSITION,
            disposition(&attachment.name, attachment.kind.ending()),
        ),
        (CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (CACHE_CONTROL, "private, no-cache".to_owned()),
        (ETAG, tag),
    ];
    let value = |(name, value): (HeaderName, String)| Some((name, HeaderValue::from_str(&value).ok()?));
    let headers: HeaderMap = headers.into_iter().filter_map(value).collect();
    if kept {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    Ok((headers, found.bytes(&site.app).await?).into_response())
}

/// RFC 6266: a name for programs from before, and the real one.
fn disposition(name: &str, ending: &str) -> String {
    format!(
        "attachment; filename=\"attachment.{ending}\"; filename*=UTF-8''{}",
        paths::escaped(name)
    )
}

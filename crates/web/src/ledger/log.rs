use ::ledger::hash::{HashFunction, Sha256};
use axum::Extension;
use axum::extract::State;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use super::PREFIX;
use crate::doors::AsItLies;
use crate::{Result, Site};

/// Whoever verifies may do so in a page of another host, also when something is not there.
const ANYWHERE: (HeaderName, &str) = (ACCESS_CONTROL_ALLOW_ORIGIN, "*");

/// A file of the public log (c2sp.org/tlog-tiles), the same for whoever asks.
pub(super) async fn file(State(site): State<Site>, address: Uri, asked: HeaderMap) -> Result<Response> {
    // as it was sent: with signs written in another way it would be the same file at two addresses
    let path = address.path().strip_prefix(PREFIX).unwrap_or_default();
    let Some(found) = app::ledger::file(&site.app, path).await? else {
        return Ok((StatusCode::NOT_FOUND, [ANYWHERE]).into_response());
    };
    let tag = format!("\"{}\"", Sha256::hash(&[&found.bytes]));
    let known = asked.get_all(IF_NONE_MATCH).iter();
    let known = known
        .filter_map(|value| value.to_str().ok())
        .any(|text| text == "*" || text.contains(&tag));
    let headers = [
        (CONTENT_TYPE, found.resource.content_type()),
        (CACHE_CONTROL, found.resource.cache_control()),
        (ACCESS_CONTROL_ALLOW_ORIGIN, found.resource.allowed_origin()),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
        (ETAG, &tag),
    ];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    Ok((headers, Extension(AsItLies), found.bytes).into_response())
}

//! What somebody takes away of a disclosure they read, to check it without us.

use ::ledger::receipt::Receipt;
use app::reader::{Disclosure, Reader};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use domain::ledger::document as document_of;

use crate::receipt::{Sheet, content_policy};
use crate::session::Visitor;
use crate::{Result, Site, paths};

const TEXT: &str = "text/plain; charset=utf-8";

/// A page that needs nothing else: to keep, and to print.
pub(super) async fn sheet(
    state: State<Site>,
    visitor: Visitor,
    id: Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let (site, lang) = (state.0.clone(), visitor.taste.lang);
    let (disclosure, receipt) = taken(state, visitor, id).await?;
    let policy = app::ledger::policy(&site.app).await?;
    let sheet = Sheet {
        receipt: &receipt,
        policy: &policy.ok_or(app::Error::NotFound)?,
        title: &disclosure.proposal.title,
        number: &disclosure.number,
        verifier: Some(&format!("{}{}", paths::base(&headers), paths::VERIFY)),
        lang,
        zone: site.app.zone(),
    };
    let page = Html(sheet.to_html()?);
    Ok(([(CONTENT_SECURITY_POLICY, content_policy())], page).into_response())
}

/// Proof and document in one file.
pub(super) async fn whole(state: State<Site>, visitor: Visitor, id: Path<String>) -> Result<Response> {
    let (disclosure, receipt) = taken(state, visitor, id).await?;
    Ok(handed((&disclosure, "receipt", TEXT), receipt.to_bytes()))
}

/// The proof alone.
pub(super) async fn proof(state: State<Site>, visitor: Visitor, id: Path<String>) -> Result<Response> {
    let (disclosure, receipt) = taken(state, visitor, id).await?;
    Ok(handed(
        (&disclosure, "tlog-proof", TEXT),
        receipt.proof.to_string().into_bytes(),
    ))
}

/// The very bytes that were recorded.
pub(super) async fn document(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response> {
    let (_, disclosure) = read(&site, visitor, &id).await?;
    let bytes = document_of(&disclosure.number, &disclosure.proposal);
    Ok(handed((&disclosure, "json", "application/json"), bytes))
}

async fn taken(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<(Disclosure, Receipt)> {
    let (mut reader, disclosure) = read(&site, visitor, &id).await?;
    let receipt = reader.receipt(&site.app, &disclosure).await?;
    Ok((disclosure, receipt.ok_or(app::Error::NotFound)?))
}

async fn read(site: &Site, visitor: Visitor, id: &str) -> Result<(Reader, Disclosure)> {
    let mut reader = Reader::open(&site.app, visitor.person.map(|person| person.id)).await?;
    let disclosure = reader.disclosure(paths::id(id)?).await?;
    Ok((reader, disclosure.ok_or(app::Error::NotFound)?))
}

/// Named by the number of the disclosure.
fn handed((disclosure, ending, kind): (&Disclosure, &str, &'static str), bytes: Vec<u8>) -> Response {
    let name = format!("attachment; filename=\"{}.{ending}\"", disclosure.number);
    (
        [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)],
        bytes,
    )
        .into_response()
}

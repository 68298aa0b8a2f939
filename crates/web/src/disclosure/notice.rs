//! A disclosure for the notice board, as a PDF in the layout of official documents with a code that leads back here.

use std::sync::Arc;

use app::reader::{Disclosure, Reader};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::refusal::RequestRefusal;
use paper::{Faces, Notice};

use super::blocks;
use crate::frame::Frame;
use crate::session::Visitor;
use crate::texts::fill;
use crate::{Result, Site, paths};

/// So many signs of a digest tell a file from any other that somebody could make in its place by chance, and fit a line.
const DIGEST: usize = 32;
/// Among the facts, what a text draws on stands after its stage.
const CREDITS: usize = 1;

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let id = paths::id(&id)?;
    let f = Frame::of(&site, &visitor, "disclosures");
    let mut reader = Reader::open(&site.app, visitor.person.map(|person| person.id)).await?;
    let disclosure = reader.disclosure(id).await?.ok_or(app::Error::NotFound)?;
    drop(reader);
    // whoever passes by the board reads it
    let mut public = Reader::open(&site.app, None).await?;
    let credits = public.credits(&disclosure.proposal.credits).await?;
    drop(public);
    // fonts and attached files are large and laying out takes a while: one at a time, and not on the threads that answer
    // everybody
    let turn = Arc::clone(&site.printing)
        .acquire_owned()
        .await
        .map_err(app::Error::failed)?;
    let mut notice = notice(&f, &disclosure, &paths::base(&headers));
    if !credits.is_empty() {
        let sources: Vec<_> = credits.iter().map(|credit| f.t.source(credit)).collect();
        let line = fill(f.t.paper.credits, &[&sources.join(f.t.common.comma)]);
        notice.facts.insert(CREDITS, line);
    }
    let mut files = Vec::new();
    for (file, number) in disclosure.attachments().zip(1..) {
        let digest = file.digest(&site.app).await?;
        let digest = digest.get(..DIGEST).unwrap_or_default();
        files.push(fill(
            f.t.paper.attached,
            &[&number.to_string(), &file.attachment.name, digest],
        ));
    }
    blocks::attach(&mut notice.blocks, files);
    let bytes = tokio::task::spawn_blocking(move || {
        // held by the work itself, also when whoever asked has gone
        let _turn = turn;
        let faces = Faces::find(None).map_err(|_| app::Error::from(RequestRefusal::NoFont))?;
        paper::pdf(&notice, &faces).map_err(app::Error::failed)
    })
    .await
    .map_err(app::Error::failed)??;
    let name = format!("inline; filename=\"{}.pdf\"", disclosure.number);
    Ok((
        [
            (CONTENT_TYPE, "application/pdf".to_owned()),
            (CONTENT_DISPOSITION, name),
        ],
        bytes,
    )
        .into_response())
}

fn notice(f: &Frame, disclosure: &Disclosure, base: &str) -> Notice {
    let (t, p) = (&f.t.reading, &f.t.paper);
    let scopes: Vec<_> = disclosure
        .audience
        .iter()
        .map(|(token, from)| format!("{}{} {}", (f.t.common.scope)(token.scope()), t.since, f.day(from)))
        .collect();
    Notice {
        letterhead: format!("{}{}", disclosure.unit_name, t.letterhead),
        number: disclosure.number.clone(),
        title: disclosure.proposal.title.clone(),
        blocks: blocks::of(&disclosure.proposal.body),
        facts: vec![
            fill(
                p.stage,
                &[(f.t.common.stage)(disclosure.stage), &disclosure.matter_title],
            ),
            fill(p.released, &[&f.minute(&disclosure.released_at)]),
            fill(p.audience, &[&scopes.join(f.t.common.comma)]),
            p.code.to_owned(),
        ],
        address: format!("{base}{}", paths::disclosure(&disclosure.id)),
        lang: f.t.common.lang.to_owned(),
    }
}

use app::withholding;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::WithholdingId;

use super::Typed;
use super::show::Page;
use crate::desk::Fields;
use crate::session::SignedIn;
use crate::{Result, Site, paths};

pub(super) async fn confirm(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
) -> Result<Response> {
    let id = paths::id(&id)?;
    let outcome = withholding::confirm(&site.app, signed.person.id, id).await;
    answered(&site, &signed, (id, "confirmed"), outcome, |_| {}).await
}

pub(super) async fn decline(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let id = paths::id(&id)?;
    let words = sent.text("words");
    let outcome = withholding::decline(&site.app, signed.person.id, id, &words).await;
    let keep = |shown: &mut Page| (shown.words, shown.opened) = (words, "decline");
    answered(&site, &signed, (id, "declined"), outcome, keep).await
}

pub(super) async fn end(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let id = paths::id(&id)?;
    let words = sent.text("words");
    let outcome = withholding::end(&site.app, signed.person.id, id, &words).await;
    let keep = |shown: &mut Page| (shown.words, shown.opened) = (words, "end");
    answered(&site, &signed, (id, "ended"), outcome, keep).await
}

pub(super) async fn renew(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let id = paths::id(&id)?;
    let typed = Typed::of(&sent);
    match withholding::renew(&site.app, signed.person.id, id, &typed.words()).await {
        Ok(newer) => {
            let address = paths::done(&paths::withholding(&newer), "filed");
            Ok(Redirect::to(&address).into_response())
        }
        Err(error) => {
            let keep = |shown: &mut Page| (shown.typed, shown.opened) = (typed, "renew");
            answered(&site, &signed, (id, ""), Err(error), keep).await
        }
    }
}

/// To the notice again, with what was done; or, refused, with what was typed.
async fn answered(
    site: &Site,
    signed: &SignedIn,
    (id, done): (WithholdingId, &str),
    outcome: app::Result<()>,
    keep: impl FnOnce(&mut Page),
) -> Result<Response> {
    match outcome {
        Ok(()) => {
            let address = paths::done(&paths::withholding(&id), done);
            Ok(Redirect::to(&address).into_response())
        }
        Err(app::Error::Withholding(refusal)) => {
            let mut shown = Page::load(site, signed, id).await?;
            keep(&mut shown);
            shown.refused(signed, &refusal)
        }
        Err(other) => Err(other.into()),
    }
}

use app::withdrawal;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::PlanId;

use super::show::Page;
use crate::desk::{Fields, id};
use crate::session::SignedIn;
use crate::{Result, Site, paths};

pub(super) async fn confirm(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    let plan = id(&text)?;
    let outcome = withdrawal::confirm(&site.app, signed.person.id, plan).await;
    answered(&site, &signed, (plan, String::new()), outcome).await
}

pub(super) async fn decline(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let plan = id(&text)?;
    let words = sent.text("words");
    let outcome = withdrawal::decline(&site.app, signed.person.id, plan, &words).await;
    answered(&site, &signed, (plan, words), outcome).await
}

async fn answered(
    site: &Site,
    signed: &SignedIn,
    (plan, words): (PlanId, String),
    outcome: app::Result<()>,
) -> Result<Response> {
    match outcome {
        Ok(()) => Ok(Redirect::to(&paths::withdrawal(&plan)).into_response()),
        Err(app::Error::Withdrawal(refusal)) => {
            let mut shown = Page::load(site, signed, plan).await?;
            shown.words = words;
            shown.refused(signed, &refusal)
        }
        Err(other) => Err(other.into()),
    }
}

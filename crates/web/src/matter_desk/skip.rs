use app::matter;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::words::Stage;

use super::show::Page;
use crate::desk::{Fields, id};
use crate::frame::page;
use crate::session::SignedIn;
use crate::{Result, Site, error, paths};

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let matter = id(&text)?;
    let stage = Stage::from_code(sent.one("stage")).ok_or(app::Error::NotFound)?;
    let reason = sent.text("reason");
    match matter::skip(&site.app, signed.person.id, matter, stage, &reason).await {
        Ok(()) => Ok(Redirect::to(&paths::done(&paths::desk_matter(&matter), "skipped")).into_response()),
        Err(app::Error::Refused(refusal)) => {
            let mut shown = Page::load(&site, &signed, &text, "").await?;
            let status = error::refused(&refusal);
            shown.refused = Some((stage, reason, signed.texts().say(&refusal)));
            Ok((status, page(&shown)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

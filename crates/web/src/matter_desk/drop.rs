use app::matter;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::show::{Page, Undone};
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
    let typed = sent.text("reason");
    match matter::drop(&site.app, signed.person.id, matter, &typed).await {
        Ok(()) => Ok(Redirect::to(&paths::done("/desk", "dropped")).into_response()),
        Err(app::Error::Refused(refusal)) => {
            let mut shown = Page::load(&site, &signed, &text, "").await?;
            let status = error::refused(&refusal);
            shown.undone = Some(Undone {
                field: "reason",
                typed,
                sentence: signed.texts().say(&refusal),
            });
            Ok((status, page(&shown)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

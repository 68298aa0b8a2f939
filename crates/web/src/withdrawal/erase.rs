use app::withdrawal;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::show::Page;
use crate::desk::{Fields, id};
use crate::session::SignedIn;
use crate::{Result, Site, paths};

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let plan = id(&text)?;
    let words = sent.text("words");
    match withdrawal::erase(&site.app, signed.person.id, plan, &words).await {
        Ok(()) => Ok(Redirect::to(&paths::withdrawal(&plan)).into_response()),
        Err(app::Error::Withdrawal(refusal)) => {
            let mut shown = Page::load(&site, &signed, plan).await?;
            shown.words = words;
            shown.refused(&signed, &refusal)
        }
        Err(other) => Err(other.into()),
    }
}

use app::archive;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::register::{Asked, Page};
use crate::asked::Query;
use crate::frame::page;
use crate::session::SignedIn;
use crate::{Result, Site, paths};

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (unit, year) = (paths::id(&asked.unit)?, paths::id(&asked.year)?);
    match archive::close(&site.app, signed.person.id, unit, year).await {
        Ok(()) => Ok(Redirect::to(&paths::register(&unit, year, "")).into_response()),
        Err(app::Error::Archive(refusal)) => {
            let mut shown = Page::load(&site, &signed, &asked).await?;
            shown.refused = Some(signed.texts().say(&refusal));
            Ok((StatusCode::CONFLICT, page(&shown)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

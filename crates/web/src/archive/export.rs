use app::archive;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::register::Asked;
use crate::asked::Query;
use crate::session::SignedIn;
use crate::{Result, Site, paths};

pub(super) async fn download(
    State(site): State<Site>,
    signed: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (unit, year): (_, i16) = (paths::id(&asked.unit)?, paths::id(&asked.year)?);
    let bytes = archive::export(&site.app, signed.person.id, unit, year).await?;
    let name = format!("attachment; filename=\"register-{year}.zip\"");
    Ok((
        [
            (CONTENT_TYPE, "application/zip".to_owned()),
            (CONTENT_DISPOSITION, name),
        ],
        bytes,
    )
        .into_response())
}

use app::plan;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::edit;
use super::read::{Refused, again};
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
    let id = id(&text)?;
    let refusal = match plan::discard(&site.app, signed.person.id, id, sent.edition()).await {
        Ok(matter) => {
            let address = paths::done(&paths::desk_matter(&matter), "discarded");
            return Ok(Redirect::to(&address).into_response());
        }
        Err(app::Error::Refused(refusal)) => refusal,
        Err(other) => return Err(other.into()),
    };
    let status = error::refused(&refusal);
    let view = plan::show(&site.app, signed.person.id, id).await?;
    if view.may.edit {
        let mut editor = edit::editor(&site, &signed, view).await?;
        editor.refusal = Some(refusal);
        return Ok((status, page(&editor)?).into_response());
    }
    let refused = Refused {
        form: "removal".to_owned(),
        agrees: None,
        words: String::new(),
        sentence: signed.texts().say(&refusal),
    };
    again(&site, &signed, id, (status, refused)).await
}

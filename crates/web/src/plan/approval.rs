use app::plan;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::read::{Refused, again};
use crate::desk::{Fields, id};
use crate::session::SignedIn;
use crate::{Result, Site, error, ledger, paths};

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let id = id(&text)?;
    let words = sent.text("words");
    match plan::approve(&site.app, signed.person.id, (id, sent.edition()), &words).await {
        Ok(disclosure) => {
            let done = if disclosure.is_some() {
                ledger::settled(&site).await?;
                "released"
            } else {
                "approved"
            };
            Ok(Redirect::to(&paths::done(&paths::desk_plan(&id), done)).into_response())
        }
        Err(app::Error::Refused(refusal)) => {
            let form = "approval".to_owned();
            let refused = Refused {
                form,
                agrees: None,
                words,
                sentence: signed.texts().say(&refusal),
            };
            again(&site, &signed, id, (error::refused(&refusal), refused)).await
        }
        Err(other) => Err(other.into()),
    }
}

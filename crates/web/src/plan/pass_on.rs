use app::post;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::read::{Refused, again};
use crate::desk::{Fields, id};
use crate::session::SignedIn;
use crate::{Result, Site, error, paths};

/// After passing it on, whoever drafted it may no longer work on it: the desk is the page for both.
pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let id = id(&text)?;
    let to = sent.text("to");
    match post::pass_on(&site.app, signed.person.id, id, &to).await {
        Ok(()) => Ok(Redirect::to(&paths::done("/desk", "passed")).into_response()),
        Err(refusal @ (app::Error::Refused(_) | app::Error::Organisation(_))) => {
            let refused = Refused {
                form: "drafter".to_owned(),
                agrees: None,
                words: to,
                sentence: signed.texts().say(&refusal),
            };
            again(&site, &signed, id, (error::status(&refusal), refused)).await
        }
        Err(other) => Err(other.into()),
    }
}

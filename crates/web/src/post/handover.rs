use app::post;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::show::{Refused, again};
use crate::desk::{Fields, id};
use crate::session::SignedIn;
use crate::{Result, Site, error, paths};

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let post = id(&text)?;
    let leaving = id(sent.one("holder"))?;
    let outcome = post::hand_over(
        &site.app,
        signed.person.id,
        (post, leaving),
        sent.one("successor"),
    )
    .await;
    match outcome {
        Ok(passed) => {
            let done = if passed.left == 0 { "handed" } else { "handed-left" };
            let works = app::organisation::actor(&site.app, signed.person.id).await?;
            // whoever handed over their only post has no business here any more
            let to = if works.seats.is_empty() {
                "/".to_owned()
            } else {
                paths::done("/desk", done)
            };
            Ok(Redirect::to(&to).into_response())
        }
        Err(refusal @ (app::Error::Procedure(_) | app::Error::Organisation(_))) => {
            let refused = Refused {
                form: "handover",
                sentence: signed.texts().say(&refusal),
                sent,
            };
            again(&site, &signed, post, (error::status(&refusal), refused)).await
        }
        Err(other) => Err(other.into()),
    }
}

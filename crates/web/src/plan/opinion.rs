use app::plan;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::words::ReviewKind;

use super::read::{Refused, again};
use crate::desk::{Fields, id};
use crate::session::SignedIn;
use crate::{Result, Site, error, paths};

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let id = id(&text)?;
    let kind = ReviewKind::from_code(sent.one("kind")).ok_or(app::Error::NotFound)?;
    let words = sent.text("words");
    let refused = |agrees, sentence: String| Refused {
        form: kind.code().to_owned(),
        agrees,
        words: words.clone(),
        sentence,
    };
    if sent.comes_back() {
        let agrees = match sent.one("decision") {
            "agree" => Some(true),
            "return" => Some(false),
            _ => None,
        };
        let shown = refused(agrees, signed.texts().held.back.to_owned());
        return again(&site, &signed, id, (StatusCode::OK, shown)).await;
    }
    let agrees = match sent.one("decision") {
        "agree" => true,
        "return" => false,
        _ => {
            let refused = refused(None, signed.texts().desk.fault_opinion.to_owned());
            return again(&site, &signed, id, (StatusCode::UNPROCESSABLE_ENTITY, refused)).await;
        }
    };
    let given = plan::review(
        &site.app,
        signed.person.id,
        (id, sent.edition()),
        kind,
        (agrees, &words),
    )
    .await;
    match given {
        Ok(()) => {
            let done = if agrees { "agreed" } else { "returned" };
            Ok(Redirect::to(&paths::done(&paths::desk_plan(&id), done)).into_response())
        }
        Err(app::Error::Refused(refusal)) => {
            let refused = refused(Some(agrees), signed.texts().say(&refusal));
            again(&site, &signed, id, (error::refused(&refusal), refused)).await
        }
        Err(other) => Err(other.into()),
    }
}

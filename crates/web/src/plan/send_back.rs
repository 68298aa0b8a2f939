use app::plan;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

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
    let words = sent.text("words");
    if sent.comes_back() {
        let shown = Refused {
            form: "return".to_owned(),
            agrees: None,
            words,
            sentence: signed.texts().held.back.to_owned(),
        };
        return again(&site, &signed, id, (StatusCode::OK, shown)).await;
    }
    match plan::send_back(&site.app, signed.person.id, (id, sent.edition()), &words).await {
        Ok(()) => Ok(Redirect::to(&paths::done(&paths::desk_plan(&id), "returned")).into_response()),
        Err(app::Error::Refused(refusal)) => {
            let form = "return".to_owned();
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

use app::catalogue;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::show::{Page, Refused};
use crate::desk::{Fields, id};
use crate::frame::page;
use crate::session::SignedIn;
use crate::{Result, Site, error, paths};

/// Hands a version on, or back. A refusal shows the version again with what was typed.
pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path((text, step)): Path<(String, String)>,
    sent: Fields,
) -> Result<Response> {
    let version = id(&text)?;
    let seen = (version, sent.edition());
    let (app, by, words) = (&site.app, signed.person.id, sent.text("words"));
    let outcome = match step.as_str() {
        "submission" => catalogue::submit(app, by, seen).await,
        "check" => catalogue::check(app, by, seen, &words).await,
        "filing" => catalogue::file(app, by, seen, &words).await,
        "acceptance" => catalogue::accept(app, by, seen, &words).await.map(|_| ()),
        "return" => catalogue::send_back(app, by, seen, &words).await,
        _ => Err(app::Error::NotFound),
    };
    let done = match step.as_str() {
        "submission" => "submitted",
        "check" => "checked",
        "filing" => "filed",
        "acceptance" => "accepted",
        _ => "returned",
    };
    match outcome {
        Ok(()) => Ok(Redirect::to(&paths::done(&paths::desk_catalogue(&version), done)).into_response()),
        Err(refused @ (app::Error::Catalogue(_) | app::Error::Invalid(_))) => {
            let mut shown = Page::load(&site, &signed, &text, "").await?;
            shown.refused = Some(Refused {
                step,
                words,
                sentence: signed.texts().say(&refused),
            });
            Ok((error::status(&refused), page(&shown)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

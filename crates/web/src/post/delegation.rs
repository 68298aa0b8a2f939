use app::delegation::{self, Asked};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::ProcedureRefusal;
use domain::words::Duty;
use jiff::civil::Date;

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
    let outcome = match days(&sent) {
        Ok(days) => {
            let asked = Asked {
                post,
                holder: id(sent.one("holder"))?,
                deputy: sent.text("deputy"),
                duties: sent
                    .all("duty")
                    .iter()
                    .filter_map(|code| Duty::from_code(code))
                    .collect(),
                days,
                away: sent.one("away") == "yes",
                reason: sent.text("reason"),
            };
            delegation::delegate(&site.app, signed.person.id, &asked)
                .await
                .map(drop)
        }
        Err(refusal) => Err(refusal.into()),
    };
    match outcome {
        Ok(()) => Ok(Redirect::to(&paths::done(&paths::post(&post), "delegated")).into_response()),
        Err(refusal @ (app::Error::Procedure(_) | app::Error::Organisation(_))) => {
            let refused = Refused {
                form: "delegations",
                sentence: signed.texts().say(&refusal),
                sent,
            };
            again(&site, &signed, post, (error::status(&refusal), refused)).await
        }
        Err(other) => Err(other.into()),
    }
}

fn days(sent: &Fields) -> std::result::Result<(Date, Date), ProcedureRefusal> {
    let day = |name| {
        sent.one(name)
            .parse()
            .map_err(|_| ProcedureRefusal::DaysBackwards)
    };
    Ok((day("from")?, day("until")?))
}

pub(super) async fn end(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    let post = delegation::end(&site.app, signed.person.id, id(&text)?).await?;
    Ok(Redirect::to(&paths::done(&paths::post(&post), "ended")).into_response())
}

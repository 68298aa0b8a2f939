use app::urgency;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::PlanId;

use super::read::{Refused, again};
use crate::desk::{Fields, id};
use crate::session::SignedIn;
use crate::{Result, Site, error, ledger, paths};

/// Releases before the review is through.
pub(super) async fn release(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let id = id(&text)?;
    let words = sent.text("words");
    let outcome = urgency::release(&site.app, signed.person.id, (id, sent.edition()), &words).await;
    if outcome.is_ok() {
        ledger::settled(&site).await?;
    }
    let address = paths::done(&paths::desk_plan(&id), "urgent");
    answered(&site, &signed, (id, "urgent", words), outcome.map(|_| address)).await
}

/// Confirms what somebody else released that way. Whoever confirms may see the plan as long as it waits for them only,
/// and so goes on to the desk.
pub(super) async fn confirm(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let id = id(&text)?;
    let words = sent.text("words");
    let outcome = urgency::confirm(&site.app, signed.person.id, (id, sent.edition()), &words).await;
    let address = paths::done("/desk", "urgent-confirmed");
    answered(
        &site,
        &signed,
        (id, "urgent-confirmation", words),
        outcome.map(|()| address),
    )
    .await
}

async fn answered(
    site: &Site,
    signed: &SignedIn,
    (id, form, words): (PlanId, &str, String),
    outcome: app::Result<String>,
) -> Result<Response> {
    let (sentence, status) = match outcome {
        Ok(address) => return Ok(Redirect::to(&address).into_response()),
        Err(app::Error::Urgent(refusal)) => (signed.texts().say(&refusal), error::urgent(&refusal)),
        Err(app::Error::Refused(refusal)) => (signed.texts().say(&refusal), error::refused(&refusal)),
        Err(other) => return Err(other.into()),
    };
    let refused = Refused {
        form: form.to_owned(),
        agrees: None,
        words,
        sentence,
    };
    again(site, signed, id, (status, refused)).await
}

use app::withdrawal;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::words::Ground;

use super::show::Page;
use crate::desk::{Fields, id};
use crate::session::SignedIn;
use crate::{Result, Site, paths};

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let plan = id(&text)?;
    let (ground, words) = (sent.one("ground"), sent.text("words"));
    let asked = (Ground::from_code(ground), words.as_str());
    match withdrawal::ask(&site.app, signed.person.id, plan, asked).await {
        Ok(()) => {
            let address = paths::done(&paths::withdrawal(&plan), "asked");
            Ok(Redirect::to(&address).into_response())
        }
        Err(app::Error::Withdrawal(refusal)) => {
            let mut shown = Page::load(&site, &signed, plan).await?;
            shown.ground = ground.to_owned();
            shown.words = words;
            shown.refused(&signed, &refusal)
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn take_back(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    let plan = id(&text)?;
    match withdrawal::take_back(&site.app, signed.person.id, plan).await {
        Ok(()) => {
            let address = paths::done(&paths::withdrawal(&plan), "taken-back");
            Ok(Redirect::to(&address).into_response())
        }
        Err(app::Error::Withdrawal(refusal)) => {
            let shown = Page::load(&site, &signed, plan).await?;
            shown.refused(&signed, &refusal)
        }
        Err(other) => Err(other.into()),
    }
}

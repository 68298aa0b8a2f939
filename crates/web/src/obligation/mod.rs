//! What a unit owes by when, for those who work there, answer for it above, or supervise; and being excused from it.

mod address;
mod ask;
mod balance;
mod calendar;
mod how;
mod list;
mod overview;
mod row;
mod rule;

use app::obligation::Key;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::words::{Duty, Track};
use serde::Deserialize;

use crate::session::SignedIn;
use crate::{Result, Site, paths};

pub(crate) use row::{about, about_of, standing};

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/calendar/{file}", get(calendar::show))
        .route("/desk/calendar", get(address::show).post(address::create))
        .route("/desk/calendar/revocation", post(address::revoke))
        .route("/desk/obligations", get(mine))
        .route("/desk/obligations/{unit}", get(list::show))
        .route("/desk/obligations/{unit}/below", get(overview::show))
        .route("/desk/obligations/{unit}/balance", get(balance::show))
        .route("/desk/obligations/{unit}/excuses", post(ask::create))
        .route("/desk/obligations/{unit}/excuses/new", get(ask::show))
        .route("/desk/excuses/{id}", get(rule::show))
        .route("/desk/excuses/{id}/ruling", post(rule::create))
}

/// To the unit where somebody works; they find the others from there.
async fn mine(State(site): State<Site>, signed: SignedIn) -> Result<Response> {
    let actor = app::organisation::actor(&site.app, signed.person.id).await?;
    let drafts = actor.seats.iter().find(|seat| seat.duty == Duty::Draft);
    let works = actor.seats.iter().find(|seat| actor.works_in(seat.unit));
    let seat = drafts.or(works).ok_or(app::Error::NotFound)?;
    Ok(Redirect::to(&paths::obligations(&seat.unit)).into_response())
}

/// The name of an obligation, as it stands in an address or a form.
#[derive(Default, Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    pub(crate) track: String,
    #[serde(default)]
    pub(crate) entry: String,
    #[serde(default)]
    pub(crate) about: String,
}

impl Named {
    pub(crate) fn key(&self) -> Result<Key> {
        let read = || {
            Some(Key {
                track: Track::from_code(&self.track)?,
                entry: self.entry.clone(),
                about: self.about.parse().ok()?,
            })
        };
        read().ok_or_else(|| app::Error::NotFound.into())
    }
}

use app::account::reset::{self, ResetView};
use app::organisation;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use domain::organisation::Person;
use domain::words::Duty;

use super::{ROSTER, invitation, offices};
use crate::desk::{Fields, id};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::fill;
use crate::{Result, Site, error, texts};

/// Asking for a reset: what will happen stands before the click.
#[derive(Template)]
#[template(path = "admin/new_reset.html")]
struct NewPage {
    f: Frame,
    w: &'static texts::Admin,
    person: Person,
    second_factor: bool,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "admin/resets.html")]
struct ListPage {
    f: Frame,
    w: &'static texts::Admin,
    me: domain::ids::PersonId,
    resets: Vec<ResetView>,
    error: Option<String>,
}

impl ListPage {
    /// What a reset will do, or did.
    fn effect(&self, reset: &ResetView) -> &'static str {
        if reset.second_factor {
            self.w.reset_both
        } else {
            self.w.reset_password
        }
    }

    fn outcome(&self, reset: &ResetView) -> String {
        let sentence = if reset.confirmed {
            self.w.reset_confirmed
        } else {
            self.w.reset_declined
        };
        fill(sentence, &[&reset.settled_by_name])
    }

    fn is_mine(&self, reset: &ResetView) -> bool {
        reset.asked_by == Some(self.me)
    }
}

pub(super) async fn new(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    offices(&signed, ROSTER)?;
    page(&asked(&site, &signed, &text).await?)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    offices(&signed, ROSTER)?;
    let mut shown = asked(&site, &signed, &text).await?;
    shown.second_factor = !sent.one("second_factor").is_empty();
    match reset::ask(&site.app, signed.person.id, shown.person.id, shown.second_factor).await {
        Ok(()) => Ok(Redirect::to("/admin/resets").into_response()),
        Err(refused @ app::Error::Account(_)) => {
            shown.error = Some(signed.texts().say(&refused));
            Ok((error::status(&refused), page(&shown)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn asked(site: &Site, signed: &SignedIn, text: &str) -> Result<NewPage> {
    let person = organisation::person(&site.app, id(text)?).await?;
    Ok(NewPage {
        f: Frame::of(site, &signed.visitor, "admin"),
        w: &signed.texts().admin,
        person: person
            .filter(|person| person.active)
            .ok_or(app::Error::NotFound)?,
        second_factor: false,
        error: None,
    })
}

pub(super) async fn show(State(site): State<Site>, signed: SignedIn) -> Result<Response> {
    offices(&signed, ROSTER)?;
    page(&list(&site, &signed).await?)
}

pub(super) async fn confirm(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    offices(&signed, &[Duty::Secure])?;
    match reset::confirm(&site.app, signed.person.id, id(&text)?).await {
        Ok((person, token)) => {
            let person = organisation::person(&site.app, person)
                .await?
                .ok_or(app::Error::NotFound)?;
            invitation::shown((&site, &signed), &headers, person, (&token, true))
        }
        Err(refused) => again(&site, &signed, refused).await,
    }
}

pub(super) async fn decline(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    offices(&signed, ROSTER)?;
    match reset::decline(&site.app, signed.person.id, id(&text)?).await {
        Ok(()) => Ok(Redirect::to("/admin/resets").into_response()),
        Err(refused) => again(&site, &signed, refused).await,
    }
}

async fn again(site: &Site, signed: &SignedIn, refused: app::Error) -> Result<Response> {
    if !matches!(refused, app::Error::Account(_)) {
        return Err(refused.into());
    }
    let mut shown = list(site, signed).await?;
    shown.error = Some(signed.texts().say(&refused));
    Ok((error::status(&refused), page(&shown)?).into_response())
}

async fn list(site: &Site, signed: &SignedIn) -> Result<ListPage> {
    Ok(ListPage {
        f: Frame::of(site, &signed.visitor, "admin"),
        w: &signed.texts().admin,
        me: signed.person.id,
        resets: reset::resets(&site.app, signed.person.id).await?,
        error: None,
    })
}

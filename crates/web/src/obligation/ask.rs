use app::obligation::{self, Key};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::UnitId;

use super::Named;
use super::row::Row;
use crate::asked::Query;
use crate::desk::Fields;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, error, paths, texts};

/// Asking to be excused from one obligation.
#[derive(Template)]
#[template(path = "obligation/ask.html")]
struct Page {
    f: Frame,
    o: &'static texts::Obligation,
    unit: UnitId,
    name: String,
    key: Key,
    row: Row,
    reason: String,
    error: Option<String>,
}

impl Page {
    async fn load(site: &Site, signed: &SignedIn, unit: &str, key: Key) -> Result<Self> {
        let unit = paths::id(unit)?;
        let (view, owed) = obligation::one(&site.app, signed.person.id, unit, &key).await?;
        if !view.may_ask {
            return Err(app::Error::NotFound.into());
        }
        let f = Frame::of(site, &signed.visitor, "desk");
        Ok(Self {
            o: &f.t.obligation,
            row: Row::of(f.t, &view, &owed),
            unit,
            name: view.name,
            key,
            reason: String::new(),
            error: None,
            f,
        })
    }

    fn address(&self) -> String {
        paths::excuses(&self.unit)
    }

    fn back(&self) -> String {
        paths::obligations(&self.unit)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(unit): Path<String>,
    Query(named): Query<Named>,
) -> Result<Response> {
    page(&Page::load(&site, &signed, &unit, named.key()?).await?)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(unit): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let named = Named {
        track: sent.one("track").to_owned(),
        entry: sent.one("entry").to_owned(),
        about: sent.one("about").to_owned(),
    };
    let (id, key, reason) = (paths::id(&unit)?, named.key()?, sent.text("reason"));
    match obligation::ask(&site.app, signed.person.id, id, &key, &reason).await {
        Ok(_) => {
            let back = paths::done(&paths::obligations(&id), "asked");
            Ok(Redirect::to(&back).into_response())
        }
        Err(app::Error::Obligation(refusal)) => {
            let mut form = Page::load(&site, &signed, &unit, key).await?;
            form.error = Some(signed.texts().say(&refusal));
            form.reason = reason;
            Ok((error::not_excused(&refusal), page(&form)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

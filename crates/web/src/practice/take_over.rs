use app::practice::{self, Place, Taking};
use app::reader::{Practice, Reader};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{DisclosureId, MatterId};
use domain::words::Stage;
use serde::Deserialize;

use super::place;
use crate::asked::Query;
use crate::desk::Fields;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, error, paths, texts};

/// What an address says of where it goes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Into {
    into: String,
}

/// A practice, and the stages for which the drafter could take it over.
#[derive(Template)]
#[template(path = "practice/take_over.html")]
struct TakeOverPage {
    f: Frame,
    w: &'static texts::Practice,
    practice: Practice,
    places: Vec<Place>,
    chosen: Option<(MatterId, Stage)>,
    once: String,
    refused: Option<String>,
}

impl TakeOverPage {
    async fn new(site: &Site, signed: &SignedIn, id: DisclosureId) -> Result<Self> {
        let mut reader = Reader::open(&site.app, Some(signed.person.id)).await?;
        let disclosure = reader.disclosure(id).await?.ok_or(app::Error::NotFound)?;
        let practice = reader.practice(&disclosure).await?.ok_or(app::Error::NotFound)?;
        drop(reader);
        let f = Frame::of(site, &signed.visitor, "practices");
        Ok(Self {
            w: &f.t.practice,
            f,
            places: practice::places(&site.app, signed.person.id, &practice).await?,
            practice,
            chosen: None,
            once: site.app.new_id().to_string(),
            refused: None,
        })
    }

    fn is_chosen(&self, place: &Place) -> bool {
        self.chosen == Some((place.matter, place.stage))
    }

    fn address(&self) -> String {
        paths::take_over(&self.practice.listed.id, "")
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    Query(Into { into }): Query<Into>,
) -> Result<Response> {
    let mut shown = TakeOverPage::new(&site, &signed, paths::id(&id)?).await?;
    shown.chosen = place(&into);
    page(&shown)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let id: DisclosureId = paths::id(&id)?;
    let once = sent.text("once");
    let Some(chosen) = place(sent.one("place")) else {
        let mut shown = TakeOverPage::new(&site, &signed, id).await?;
        shown.refused = Some(shown.w.place_missing.to_owned());
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&shown)?).into_response());
    };
    let taking = Taking {
        matter: chosen.0,
        stage: chosen.1,
        once: Some(once).filter(|once| !once.is_empty()),
    };
    match practice::take_over(&site.app, signed.person.id, id, taking).await {
        Ok(plan) => {
            let address = paths::done(&paths::desk_plan(&plan), "taken");
            Ok(Redirect::to(&address).into_response())
        }
        Err(failed @ (app::Error::Failed(_) | app::Error::NotFound)) => Err(failed.into()),
        Err(no) => {
            let mut shown = TakeOverPage::new(&site, &signed, id).await?;
            shown.refused = Some(signed.texts().say(&no));
            shown.chosen = Some(chosen);
            Ok((error::status(&no), page(&shown)?).into_response())
        }
    }
}

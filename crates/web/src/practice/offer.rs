use app::practice;
use app::reader::{Disclosure, Practice, Reader};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::DisclosureId;
use domain::practice::keeps;
use domain::refusal::PracticeRefusal;

use crate::asked::Query;
use crate::desk::{Done, Fields};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, error, paths, texts};

/// Where those who keep a unit's shelf recommend one of its disclosures, or end that.
#[derive(Template)]
#[template(path = "practice/offer.html")]
struct OfferPage {
    f: Frame,
    w: &'static texts::Practice,
    disclosure: Disclosure,
    practice: Option<Practice>,
    done: Option<&'static str>,
    refused: Option<String>,
    typed: String,
}

impl OfferPage {
    async fn new(site: &Site, signed: &SignedIn, id: DisclosureId) -> Result<Self> {
        let mut reader = Reader::open(&site.app, Some(signed.person.id)).await?;
        let disclosure = reader.disclosure(id).await?.ok_or(app::Error::NotFound)?;
        let practice = reader.practice(&disclosure).await?;
        drop(reader);
        let actor = signed.visitor.actor.as_ref();
        if !actor.is_some_and(|actor| keeps(actor, disclosure.unit)) {
            return Err(app::Error::from(PracticeRefusal::NotYours).into());
        }
        let f = Frame::of(site, &signed.visitor, "practices");
        Ok(Self {
            w: &f.t.practice,
            f,
            disclosure,
            practice,
            done: None,
            refused: None,
            typed: String::new(),
        })
    }

    fn address(&self) -> String {
        paths::disclosure_practice(&self.disclosure.id)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let mut shown = OfferPage::new(&site, &signed, paths::id(&id)?).await?;
    shown.done = shown.w.done(&done);
    page(&shown)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let (id, words) = (paths::id(&id)?, sent.text("words"));
    let outcome = practice::offer(&site.app, signed.person.id, id, &words).await;
    answer(&site, &signed, id, (outcome, "offered"), words).await
}

pub(super) async fn end(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
) -> Result<Response> {
    let id = paths::id(&id)?;
    let outcome = practice::end(&site.app, signed.person.id, id).await;
    answer(&site, &signed, id, (outcome, "ended"), String::new()).await
}

/// Back to the page; when it was refused, with the reason and with what was typed.
async fn answer(
    site: &Site,
    signed: &SignedIn,
    id: DisclosureId,
    (outcome, done): (app::Result<()>, &str),
    typed: String,
) -> Result<Response> {
    match outcome {
        Ok(()) => Ok(Redirect::to(&paths::done(&paths::disclosure_practice(&id), done)).into_response()),
        Err(failed @ (app::Error::Failed(_) | app::Error::NotFound)) => Err(failed.into()),
        Err(no) => {
            let mut shown = OfferPage::new(site, signed, id).await?;
            shown.refused = Some(signed.texts().say(&no));
            shown.typed = typed;
            Ok((error::status(&no), page(&shown)?).into_response())
        }
    }
}

use app::obligation::{self, Question};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::ExcuseId;

use super::row::{about, standing};
use crate::asked::Query;
use crate::desk::{Done, Fields};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, error, paths, texts};

/// What a unit asked to be excused from, and the answer.
#[derive(Template)]
#[template(path = "obligation/rule.html")]
struct Page {
    f: Frame,
    o: &'static texts::Obligation,
    q: Question,
    done: Option<&'static str>,
    consents: Option<bool>,
    words: String,
    error: Option<String>,
}

impl Page {
    async fn load(site: &Site, signed: &SignedIn, id: &str) -> Result<Self> {
        let q = obligation::show(&site.app, signed.person.id, paths::id(id)?).await?;
        let f = Frame::of(site, &signed.visitor, "desk");
        Ok(Self {
            o: &f.t.obligation,
            q,
            done: None,
            consents: None,
            words: String::new(),
            error: None,
            f,
        })
    }

    fn address(&self) -> String {
        paths::ruling(&self.q.excuse.id)
    }

    fn ruled_by(&self) -> String {
        self.q
            .ruled_by
            .as_ref()
            .map_or(String::new(), |hand| self.f.t.hand(hand))
    }

    fn back(&self) -> String {
        paths::obligations(&self.q.excuse.unit)
    }

    /// What it is about and how that stands, as far as it is still owed.
    fn owed(&self) -> Option<(String, String)> {
        let owed = self.q.owed.as_ref()?;
        let name = &owed.obligation.rule.name;
        let about = about(self.f.t, owed);
        let what = format!("{name}{}{about}", self.f.t.common.colon);
        Some((what, standing(self.f.t, &owed.obligation)))
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    mut signed: SignedIn,
    Path(id): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let excuse: ExcuseId = paths::id(&id)?;
    signed.visitor.has_come_to(&site, excuse.0).await?;
    let mut shown = Page::load(&site, &signed, &id).await?;
    shown.done = shown.o.done(&done);
    page(&shown)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let words = sent.text("words");
    let consents = match sent.one("consents") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let mut form = Page::load(&site, &signed, &id).await?;
    (form.consents, form.words) = (consents, words);
    let Some(consents) = consents else {
        form.error = Some(form.o.choose.to_owned());
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&form)?).into_response());
    };
    let excuse = form.q.excuse.id;
    match obligation::rule(&site.app, signed.person.id, excuse, (consents, &form.words)).await {
        Ok(()) => {
            let back = paths::done(&paths::excuse(&excuse), "ruled");
            Ok(Redirect::to(&back).into_response())
        }
        Err(app::Error::Obligation(refusal)) => {
            form.error = Some(signed.texts().say(&refusal));
            Ok((error::not_excused(&refusal), page(&form)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

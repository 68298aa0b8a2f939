use app::plan::{self, PlanView};
use app::{correction, reader::Reader};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::desk::{Fields, id};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, error, paths};

/// What beginning a correction means, before it is begun.
#[derive(Template)]
#[template(path = "correction/new.html")]
struct NewPage {
    f: Frame,
    plan: PlanView,
    /// The page of the present version, for those who may see it.
    present: Option<String>,
    why: String,
    refused: Option<String>,
}

impl NewPage {
    async fn load(site: &Site, signed: &SignedIn, text: &str) -> Result<Self> {
        let plan = plan::show(&site.app, signed.person.id, id(text)?).await?;
        let mut present = None;
        if let Some(disclosure) = plan.disclosure {
            let mut reader = Reader::open(&site.app, Some(signed.person.id)).await?;
            present = reader.disclosure(disclosure).await?;
        }
        Ok(Self {
            f: Frame::of(site, &signed.visitor, "desk"),
            present: present.map(|found| paths::disclosure(&found.id)),
            plan,
            why: String::new(),
            refused: None,
        })
    }

    fn title(&self) -> &'static str {
        let w = &self.f.t.after;
        if self.plan.withdrawn {
            w.again_title
        } else {
            w.correct_title
        }
    }

    fn address(&self) -> String {
        paths::correction(&self.plan.id)
    }

    fn back(&self) -> String {
        paths::desk_plan(&self.plan.id)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
) -> Result<Response> {
    let shown = NewPage::load(&site, &signed, &text).await?;
    if !shown.plan.may.correct {
        return Ok(Redirect::to(&shown.back()).into_response());
    }
    page(&shown)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let plan = id(&text)?;
    let why = sent.text("why");
    match correction::begin(&site.app, signed.person.id, plan, &why).await {
        Ok(()) => Ok(Redirect::to(&paths::desk_plan(&plan)).into_response()),
        Err(app::Error::Refused(refusal)) => {
            let mut shown = NewPage::load(&site, &signed, &text).await?;
            shown.why = why;
            shown.refused = Some(signed.texts().say(&refusal));
            let status: StatusCode = error::refused(&refusal);
            Ok((status, page(&shown)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

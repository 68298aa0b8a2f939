use app::withholding::{self, Given, View};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::ids::WithholdingId;
use domain::obligation::About;
use domain::refusal::WithholdingRefusal;
use domain::withholding::{Standing, is_near};

use super::Typed;
use crate::asked::Query;
use crate::desk::Done;
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::texts::{self, fill};
use crate::{Result, Site, error, paths};

/// A notice: filed, answered, held, looked at again, ended.
#[derive(Template)]
#[template(path = "withholding/show.html")]
pub(super) struct Page {
    f: Frame,
    w: &'static texts::Withholding,
    view: View,
    done: Option<&'static str>,
    pub(super) typed: Typed,
    pub(super) words: String,
    /// The form that was refused.
    pub(super) opened: &'static str,
    refused: Option<String>,
}

impl Page {
    pub(super) async fn load(site: &Site, signed: &SignedIn, id: WithholdingId) -> Result<Self> {
        let f = Frame::of(site, &signed.visitor, "desk");
        let view = withholding::show(&site.app, signed.person.id, id).await?;
        let typed = Typed {
            ground: view.ground.code().to_owned(),
            ..Typed::default()
        };
        Ok(Self {
            w: &f.t.withholding,
            f,
            view,
            done: None,
            typed,
            words: String::new(),
            opened: "",
            refused: None,
        })
    }

    /// The page again, with what was sent and why it was refused.
    pub(super) fn refused(mut self, signed: &SignedIn, refusal: &WithholdingRefusal) -> Result<Response> {
        self.refused = Some(signed.texts().say(refusal));
        Ok((error::withholding(refusal), page(&self)?).into_response())
    }

    fn address(&self) -> String {
        paths::withholding(&self.view.id)
    }

    fn back(&self) -> String {
        paths::obligations(&self.view.unit)
    }

    fn opens(&self, form: &str) -> bool {
        self.opened == form
    }

    fn waits(&self) -> bool {
        self.view.standing == Standing::Asked
    }

    fn has_stage(&self) -> bool {
        self.view
            .about
            .iter()
            .any(|(about, _)| matches!(about, About::Stage(..)))
    }

    /// How pressing its re-assessment is.
    fn class(&self) -> &'static str {
        let day = self.view.reassess_on;
        match self.view.standing {
            Standing::InForce if day < self.f.today => "late",
            Standing::InForce if is_near(day, self.f.today) => "soon",
            _ => "",
        }
    }

    fn filed(&self) -> String {
        let words = if self.view.renews.is_some() {
            self.w.renewal_by
        } else {
            self.w.filed_by
        };
        fill(words, &[&self.view.asked.by])
    }

    fn answered(&self, given: &Given) -> String {
        match &self.view.number {
            Some(number) => fill(self.w.confirmed_by, &[&given.by, number]),
            None => fill(self.w.declined_by, &[&given.by]),
        }
    }

    fn ended(&self, given: &Given) -> String {
        let words = if self.view.standing == Standing::Renewed {
            self.w.renewed_by
        } else {
            self.w.ended_by
        };
        fill(words, &[&given.by])
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let mut shown = Page::load(&site, &signed, paths::id(&id)?).await?;
    shown.done = shown.w.done(&done);
    page(&shown)
}

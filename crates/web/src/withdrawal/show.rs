use app::withdrawal::{self, View};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::ids::PlanId;
use domain::refusal::WithdrawalRefusal;
use domain::words::Ground;

use crate::asked::Query;
use crate::desk::{Done, id};
use crate::frame::{Frame, page};
use crate::plan::sentence;
use crate::session::SignedIn;
use crate::{Result, Site, error, paths};

/// The withdrawal of what a plan released: asked for, answered, or possible.
#[derive(Template)]
#[template(path = "withdrawal/show.html")]
pub(super) struct Page {
    f: Frame,
    view: View,
    reach: Vec<String>,
    asked_now: bool,
    pub(super) ground: String,
    pub(super) words: String,
    refused: Option<String>,
}

impl Page {
    pub(super) async fn load(site: &Site, signed: &SignedIn, plan: PlanId) -> Result<Self> {
        let f = Frame::of(site, &signed.visitor, "desk");
        let view = withdrawal::show(&site.app, signed.person.id, plan).await?;
        Ok(Self {
            reach: view.reach.iter().map(|step| sentence(&f, step)).collect(),
            f,
            view,
            asked_now: false,
            ground: String::new(),
            words: String::new(),
            refused: None,
        })
    }

    /// The page again, with what was sent and why it was refused.
    pub(super) fn refused(mut self, signed: &SignedIn, refusal: &WithdrawalRefusal) -> Result<Response> {
        self.refused = Some(signed.texts().say(refusal));
        Ok((error::withdrawal(refusal), page(&self)?).into_response())
    }

    fn address(&self) -> String {
        paths::withdrawal(&self.view.plan)
    }

    fn back(&self) -> String {
        paths::desk_plan(&self.view.plan)
    }

    fn ground(&self, ground: Ground) -> &'static str {
        self.f.t.ground(ground)
    }

    fn chose(&self, ground: Ground) -> bool {
        self.ground == ground.code()
    }

    /// Whether a request waits for its answer.
    fn waits(&self) -> bool {
        self.view
            .asked
            .as_ref()
            .is_some_and(|asked| asked.ended.is_none())
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(text): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let mut shown = Page::load(&site, &signed, id(&text)?).await?;
    shown.asked_now = done == "asked";
    page(&shown)
}

use app::withdrawal::{self, End, Ended, View, Waits};
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
use crate::texts::fill;
use crate::{Result, Site, error, markdown, paths};

/// The withdrawal of what a plan released: asked for, answered, or possible.
#[derive(Template)]
#[template(path = "withdrawal/show.html")]
pub(super) struct Page {
    f: Frame,
    view: View,
    reach: Vec<String>,
    /// The text, for whoever answers.
    body: Option<String>,
    done: Option<&'static str>,
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
            body: view.body.as_deref().map(markdown::html),
            f,
            view,
            done: None,
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

    /// For whom a request waits.
    fn waits(&self, waits: &Waits) -> String {
        let w = &self.f.t.withdrawal;
        if waits.who.is_empty() {
            return fill(w.waits_nobody, &[&waits.unit_name]);
        }
        let who = self.f.t.hands(&waits.who);
        if waits.went_up {
            fill(w.waits_up, &[&self.view.unit_name, &waits.unit_name, &who])
        } else {
            fill(w.waits, &[&waits.unit_name, &who])
        }
    }

    fn ended(&self, ended: &Ended) -> String {
        let w = &self.f.t.withdrawal;
        let words = match ended.how {
            End::Withdrawn => w.confirmed_by,
            End::Declined => w.declined_by,
            End::TakenBack => w.taken_back_by,
        };
        fill(words, &[&self.f.t.hand(&ended.by)])
    }

    fn class(&self, ended: &Ended) -> &'static str {
        match ended.how {
            End::Withdrawn => "done",
            End::Declined | End::TakenBack => "back",
        }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    mut signed: SignedIn,
    Path(text): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let plan: PlanId = id(&text)?;
    signed.visitor.has_come_to(&site, plan.0).await?;
    let mut shown = Page::load(&site, &signed, plan).await?;
    let w = &shown.f.t.withdrawal;
    shown.done = match done.as_str() {
        "asked" => Some(w.done_asked),
        "taken-back" => Some(w.done_taken_back),
        _ => None,
    };
    page(&shown)
}

use app::plan::{self, PlanView, credit, take_credit_back};
use app::reader::{Credit, Reader};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{DisclosureId, PlanId};

use crate::asked::Query;
use crate::desk::{Done, Fields};
use crate::frame::{Frame, page};
use crate::session::SignedIn;
use crate::{Result, Site, error, paths, texts};

/// The sources that a plan credits: its drafter adds and removes, the others read; each sees what they may read.
#[derive(Template)]
#[template(path = "plan/credits.html")]
struct CreditsPage {
    f: Frame,
    w: &'static texts::Crediting,
    plan: PlanView,
    credits: Vec<Credit>,
    done: Option<&'static str>,
    /// Why it was refused.
    refused: Option<String>,
    typed: String,
}

impl CreditsPage {
    async fn new(site: &Site, signed: &SignedIn, id: PlanId) -> Result<Self> {
        let plan = plan::show(&site.app, signed.person.id, id).await?;
        let mut reader = Reader::open(&site.app, Some(signed.person.id)).await?;
        let f = Frame::of(site, &signed.visitor, "desk");
        Ok(Self {
            credits: reader.credits(&plan.proposal.credits).await?,
            w: &f.t.crediting,
            f,
            plan,
            done: None,
            refused: None,
            typed: String::new(),
        })
    }

    fn in_review(&self) -> bool {
        self.plan.may.edit && super::in_review(&self.plan)
    }

    fn text(&self) -> String {
        paths::desk_plan(&self.plan.id)
    }

    fn address(&self) -> String {
        paths::plan_credits(&self.plan.id)
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    let mut shown = CreditsPage::new(&site, &signed, paths::id(&id)?).await?;
    shown.done = shown.w.done(&done);
    page(&shown)
}

pub(super) async fn create(
    State(site): State<Site>,
    signed: SignedIn,
    Path(id): Path<String>,
    sent: Fields,
) -> Result<Response> {
    let id: PlanId = paths::id(&id)?;
    let (typed, w) = (sent.one("source").trim(), &signed.texts().crediting);
    let mut shown = CreditsPage::new(&site, &signed, id).await?;
    shown.typed = typed.to_owned();
    if typed.is_empty() {
        return refused(shown, (StatusCode::UNPROCESSABLE_ENTITY, w.missing.to_owned()));
    }
    let mut reader = Reader::open(&site.app, Some(signed.person.id)).await?;
    let named = reader.named(typed).await?;
    drop(reader);
    let outcome = match named {
        Some(source) => credit(&site.app, signed.person.id, (id, sent.edition()), source).await,
        None => Err(app::Error::NotFound),
    };
    match outcome {
        Ok(_) => Ok(Redirect::to(&paths::done(&shown.address(), "credited")).into_response()),
        Err(failed @ app::Error::Failed(_)) => Err(failed.into()),
        // the plan is there for this person, so it is the source that is not
        Err(app::Error::NotFound) => refused(shown, (StatusCode::UNPROCESSABLE_ENTITY, w.unknown.to_owned())),
        Err(no) => refused(shown, (error::status(&no), signed.texts().say(&no))),
    }
}

pub(super) async fn remove(
    State(site): State<Site>,
    signed: SignedIn,
    Path((id, source)): Path<(String, String)>,
    sent: Fields,
) -> Result<Response> {
    let (id, source): (PlanId, DisclosureId) = (paths::id(&id)?, paths::id(&source)?);
    let seen = (id, sent.edition());
    match take_credit_back(&site.app, signed.person.id, seen, source).await {
        Ok(_) => Ok(Redirect::to(&paths::done(&paths::plan_credits(&id), "removed")).into_response()),
        Err(failed @ (app::Error::Failed(_) | app::Error::NotFound)) => Err(failed.into()),
        Err(no) => {
            let shown = CreditsPage::new(&site, &signed, id).await?;
            refused(shown, (error::status(&no), signed.texts().say(&no)))
        }
    }
}

fn refused(mut shown: CreditsPage, (status, sentence): (StatusCode, String)) -> Result<Response> {
    shown.refused = Some(sentence);
    Ok((status, page(&shown)?).into_response())
}

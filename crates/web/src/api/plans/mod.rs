//! A plan and its way. Whoever acts says which edition they saw.

mod shapes;

use app::plan::{self, Drafting};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use domain::ids::{MatterId, PersonId, PlanId};
use domain::words::{ReviewKind, Stage};
use serde::Deserialize;

use self::shapes::{Plan, Proposal};
use super::asked::{Body, Id, Once};
use super::caller::Known;
use super::wire::Text;
use super::{BASE, Result};
use crate::{Site, ledger};

/// The plan of a stage, to begin with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPlan {
    stage: Stage,
    proposal: Proposal,
}

pub(super) async fn draft(
    State(site): State<Site>,
    Known(by): Known,
    Id(matter): Id<MatterId>,
    once: Once,
    Body(new): Body<NewPlan>,
) -> Result<Response> {
    let once = once.within(&format!("matters/{matter}/plans"));
    let drafting = Drafting {
        matter,
        stage: new.stage,
        proposal: new.proposal.into(),
        once,
    };
    let id = plan::draft(&site.app, by, drafting).await?;
    let plan = present(&site, by, id).await?;
    Ok((
        StatusCode::CREATED,
        [(LOCATION, format!("{BASE}/plans/{id}"))],
        plan,
    )
        .into_response())
}

pub(super) async fn show(
    State(site): State<Site>,
    Known(by): Known,
    Id(id): Id<PlanId>,
) -> Result<Json<Plan>> {
    present(&site, by, id).await
}

/// A new edition over the one that was seen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Edit {
    edition: i64,
    proposal: Proposal,
}

pub(super) async fn edit(
    State(site): State<Site>,
    Known(by): Known,
    Id(id): Id<PlanId>,
    Body(edit): Body<Edit>,
) -> Result<Json<Plan>> {
    plan::edit(&site.app, by, id, edit.edition, &edit.proposal.into()).await?;
    present(&site, by, id).await
}

/// The edition that is sent to review.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Submission {
    edition: i64,
}

pub(super) async fn submit(
    State(site): State<Site>,
    Known(by): Known,
    Id(id): Id<PlanId>,
    Body(submission): Body<Submission>,
) -> Result<Json<Plan>> {
    plan::submit(&site.app, by, id, submission.edition).await?;
    present(&site, by, id).await
}

/// An opinion on the edition that was seen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opinion {
    edition: i64,
    kind: ReviewKind,
    agrees: bool,
    #[serde(default)]
    words: Text,
}

pub(super) async fn review(
    State(site): State<Site>,
    Known(by): Known,
    Id(id): Id<PlanId>,
    Body(opinion): Body<Opinion>,
) -> Result<Json<Plan>> {
    let said = (opinion.agrees, opinion.words.0.as_str());
    plan::review(&site.app, by, (id, opinion.edition), opinion.kind, said).await?;
    present(&site, by, id).await
}

/// What the approver says of the edition that was seen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Verdict {
    edition: i64,
    #[serde(default)]
    words: Text,
}

pub(super) async fn approve(
    State(site): State<Site>,
    Known(by): Known,
    Id(id): Id<PlanId>,
    Body(verdict): Body<Verdict>,
) -> Result<Json<Plan>> {
    let released = plan::approve(&site.app, by, (id, verdict.edition), &verdict.words.0).await?;
    if released.is_some() {
        // a program goes on to what it released
        ledger::settled(&site).await?;
    }
    present(&site, by, id).await
}

pub(super) async fn send_back(
    State(site): State<Site>,
    Known(by): Known,
    Id(id): Id<PlanId>,
    Body(verdict): Body<Verdict>,
) -> Result<Json<Plan>> {
    plan::send_back(&site.app, by, (id, verdict.edition), &verdict.words.0).await?;
    present(&site, by, id).await
}

async fn present(site: &Site, by: PersonId, id: PlanId) -> Result<Json<Plan>> {
    Ok(Json(plan::show(&site.app, by, id).await?.into()))
}

use app::plan;
use axum::Json;
use axum::extract::State;
use domain::ids::{MatterId, PlanId};
use domain::words::Stage;
use serde::Serialize;

use super::Result;
use super::caller::Known;
use super::wire::{Moment, Named, OpenMatter};
use crate::Site;

/// What waits for the caller.
#[derive(Serialize)]
pub(super) struct Desk {
    units: Vec<Named>,
    drafting: Vec<Waiting>,
    reviewing: Vec<Waiting>,
    approving: Vec<Waiting>,
    submitted: Vec<Waiting>,
    scheduled: Vec<Waiting>,
    matters: Vec<OpenMatter>,
}

/// A plan that waits.
#[derive(Serialize)]
pub(super) struct Waiting {
    plan: PlanId,
    matter: MatterId,
    stage: Stage,
    state: String,
    title: String,
    since: Moment,
    release_at: Option<Moment>,
}

impl From<plan::Waiting> for Waiting {
    fn from(waiting: plan::Waiting) -> Self {
        Self {
            plan: waiting.plan,
            matter: waiting.matter,
            stage: waiting.stage,
            state: waiting.state,
            title: waiting.title,
            since: Moment(waiting.since),
            release_at: waiting.release_at.map(Moment),
        }
    }
}

pub(super) async fn show(State(site): State<Site>, Known(by): Known) -> Result<Json<Desk>> {
    let desk = plan::desk(&site.app, by).await?;
    let waiting = |plans: Vec<plan::Waiting>| plans.into_iter().map(Waiting::from).collect();
    Ok(Json(Desk {
        units: desk
            .units
            .into_iter()
            .map(|(id, name)| Named { id, name })
            .collect(),
        drafting: waiting(desk.drafting),
        reviewing: waiting(desk.reviewing),
        approving: waiting(desk.approving),
        submitted: waiting(desk.submitted),
        scheduled: waiting(desk.scheduled),
        matters: desk.matters.into_iter().map(OpenMatter::from).collect(),
    }))
}

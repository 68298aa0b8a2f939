//! A plan on the desk: written, reviewed, approved, seen with another person's eyes.

mod approval;
mod clash;
mod credits;
mod discard;
mod draft;
mod edit;
mod editor;
mod endorsement;
mod manuscript;
mod new;
mod opinion;
mod outlook;
mod parse;
mod pass_on;
mod read;
mod send_back;
mod show;
mod start;
mod unsaved;
mod urgent;
mod view_as;

pub(crate) use outlook::{Outlook, audience, sentence, ways};

use app::plan::PlanView;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::plan::State;
use domain::words::ReviewKind;

use crate::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/desk/matters/{id}/plans/new", get(new::show).post(new::create))
        .route("/desk/matters/{id}/unsaved", post(unsaved::keep))
        .route("/desk/matters/{id}/unsaved/removal", post(unsaved::remove))
        .route(
            "/desk/matters/{id}/plans/new/manuscript",
            post(manuscript::create).layer(DefaultBodyLimit::max(crate::attachment::LARGEST_FORM)),
        )
        .route("/desk/plans/{id}", get(show::show).post(edit::save))
        .route("/desk/plans/{id}/submission", post(edit::submit))
        .route("/desk/plans/{id}/opinions", post(opinion::create))
        .route("/desk/plans/{id}/approval", post(approval::create))
        .route("/desk/plans/{id}/endorsement", post(endorsement::create))
        .route("/desk/plans/{id}/removal", post(discard::create))
        .route("/desk/plans/{id}/drafter", post(pass_on::create))
        .route("/desk/plans/{id}/return", post(send_back::create))
        .route("/desk/plans/{id}/urgent", post(urgent::release))
        .route("/desk/plans/{id}/urgent-confirmation", post(urgent::confirm))
        .route("/desk/plans/{id}/view-as", get(view_as::show))
        .route(
            "/desk/plans/{id}/credits",
            get(credits::show).post(credits::create),
        )
        .route("/desk/plans/{id}/credits/{source}/removal", post(credits::remove))
}

/// The reviews of the route that the present bytes still lack, in their order.
fn awaited(plan: &PlanView) -> Vec<ReviewKind> {
    if decided(plan) {
        return Vec::new();
    }
    let agreed = |kind: &ReviewKind| {
        plan.opinions
            .iter()
            .any(|one| one.stands && one.given.agrees && one.given.kind == *kind)
    };
    plan.entry
        .review
        .iter()
        .copied()
        .filter(|kind| !agreed(kind))
        .collect()
}

/// Whether its reviewers are at it.
fn in_review(plan: &PlanView) -> bool {
    plan.state == State::InReview
}

/// Whether it was approved.
pub(crate) fn decided(plan: &PlanView) -> bool {
    matches!(plan.state, State::Approved { .. } | State::Released)
}

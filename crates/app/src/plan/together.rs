//! Several plans at one go: each is judged by itself and has its own line in the journal, so that one that is refused
//! keeps no other back.

use domain::ids::{DisclosureId, PersonId, PlanId};

use super::approve;
use crate::{App, Result, endorsement};

/// Approves each of several plans in the edition the approver saw; what became of each, in their order.
pub async fn approve_each(
    app: &App,
    by: PersonId,
    plans: &[(PlanId, i64)],
    words: &str,
) -> Vec<Result<Option<DisclosureId>>> {
    let mut outcomes = Vec::with_capacity(plans.len());
    for plan in plans {
        outcomes.push(approve(app, by, *plan, words).await);
    }
    outcomes
}

/// Gives the unit's view on each of several plans that go up; what became of each, in their order.
pub async fn endorse_each(app: &App, by: PersonId, plans: &[(PlanId, i64)], words: &str) -> Vec<Result<()>> {
    let mut outcomes = Vec::with_capacity(plans.len());
    for plan in plans {
        outcomes.push(endorsement::endorse(app, by, *plan, words).await);
    }
    outcomes
}

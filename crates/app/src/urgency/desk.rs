use domain::ids::{PersonId, PlanId};
use domain::time::Timestamp;

use super::store;
use crate::organisation::{self, actor_in};
use crate::{App, Result, plan, release};

/// An urgent release that waits for its confirmation.
#[derive(Clone, Debug)]
pub struct Line {
    /// The plan.
    pub plan: PlanId,
    /// What was released.
    pub title: String,
    /// The name of its unit.
    pub unit_name: String,
    /// Until when it is to be confirmed.
    pub confirm_by: Timestamp,
    /// Whether this person may confirm it; otherwise they released it, and see that it waits.
    pub may_confirm: bool,
}

/// The urgent releases that somebody may confirm, or released and waits for, the most pressing first.
pub async fn waiting(app: &App, person: PersonId) -> Result<Vec<Line>> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let mut lines = Vec::new();
    if actor.seats.is_empty() {
        return Ok(lines);
    }
    for id in store::unconfirmed(&mut tx).await? {
        let loaded = plan::load(app, &mut tx, id).await?;
        let may_confirm = loaded.plan.may_confirm_urgent(&actor, loaded.entry()?).is_ok();
        let Some(urgency) = loaded.plan.unconfirmed() else {
            continue;
        };
        if (!may_confirm && urgency.by != person) || release::store::is_withdrawn(&mut tx, id).await? {
            continue;
        }
        let unit = organisation::store::unit(&mut tx, loaded.plan.unit).await?;
        lines.push(Line {
            plan: id,
            confirm_by: urgency.confirm_by,
            title: loaded.proposal.title.clone(),
            unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
            may_confirm,
        });
    }
    lines.sort_by_key(|line| line.confirm_by);
    Ok(lines)
}

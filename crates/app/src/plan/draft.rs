use domain::decision::Decision;
use domain::ids::{MatterId, PersonId, PlanId};
use domain::plan::Plan;
use domain::proposal::Proposal;
use domain::refusal::PlanRefusal;
use domain::words::Stage;

use super::{load, store};
use crate::organisation::actor_in;
use crate::{App, Error, Result, jobs, matter, rulebook};

/// What a drafter begins.
#[derive(Clone, Debug)]
pub struct Drafting {
    /// Of which matter.
    pub matter: MatterId,
    /// Which stage.
    pub stage: Stage,
    /// What it proposes.
    pub proposal: Proposal,
    /// A key of the sender's; a second sending of the same key gives the first one's answer.
    pub once: Option<String>,
}

/// Begins the plan of a stage (申报).
pub async fn draft(app: &App, by: PersonId, drafting: Drafting) -> Result<PlanId> {
    app.change(Some(by), async |change| {
        if let Some(plan) = jobs::recorded(change, drafting.once.as_deref()).await? {
            return Ok(PlanId(plan));
        }
        let actor = actor_in(&mut change.tx, by, app.today()).await?;
        let found = matter::store::matter(&mut change.tx, drafting.matter)
            .await?
            .ok_or(Error::NotFound)?;
        if !actor.works_in(found.unit) {
            return Err(Error::NotFound);
        }
        if store::of_stage(&mut change.tx, found.id, drafting.stage)
            .await?
            .is_some()
        {
            return Err(PlanRefusal::StagePlanned(drafting.stage).into());
        }
        let rules = rulebook::of_in(app, &mut change.tx, found.rulebook).await?;
        let entry = rules
            .entry(&found.entry)
            .ok_or_else(|| PlanRefusal::NoEntry(found.entry.clone()))?;
        let id = PlanId(app.new_id());
        let sealed = change.seal(&drafting.proposal.bytes()).await?;
        let place = (id, found.id, found.unit);
        let draft = Plan::draft(place, drafting.stage, &drafting.proposal, sealed, (&actor, entry))?;
        change.record(Decision::Draft(draft)).await?;
        jobs::remember(change, drafting.once.as_deref(), id.0).await?;
        Ok(id)
    })
    .await
}

/// Writes a new edition over the one the drafter saw. The opinions on the old one are void. Returns the edition.
pub async fn edit(app: &App, by: PersonId, plan: PlanId, seen: i64, proposal: &Proposal) -> Result<i64> {
    app.change(Some(by), async |change| {
        let actor = actor_in(&mut change.tx, by, app.today()).await?;
        let loaded = load(app, &mut change.tx, plan).await?.seen_by(&actor)?;
        if loaded.proposal == *proposal && loaded.plan.edition == seen {
            return Ok(seen);
        }
        let sealed = change.seal(&proposal.bytes()).await?;
        let draft = loaded.plan.edit(seen, proposal, sealed, &actor)?;
        let edition = draft.edition;
        change.record(Decision::Draft(draft)).await?;
        Ok(edition)
    })
    .await
}

use domain::audience::Token;
use domain::decision::Decision;
use domain::ids::{MatterId, PersonId, PlanId};
use domain::plan::Plan;
use domain::proposal::{MOST_SHARES, Proposal};
use domain::refusal::{FormRefusal, PlanRefusal};
use domain::text;
use domain::words::Stage;

use super::{load, store};
use crate::{App, Change, Error, Result, autosave, jobs, matter, organisation, rulebook};

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
        // files are attached and sources credited by deeds of their own
        let proposal = Proposal {
            title: text::name(&drafting.proposal.title),
            attachments: Vec::new(),
            credits: Vec::new(),
            ..drafting.proposal.clone()
        };
        let place = (drafting.matter, drafting.stage);
        let id = begin(
            app,
            change,
            Drafting {
                proposal,
                ..drafting.clone()
            },
        )
        .await?;
        autosave::store::forget(&mut change.tx, place, by).await?;
        Ok(id)
    })
    .await
}

/// The first edition of the plan of a stage, whatever it begins with.
pub(crate) async fn begin(app: &App, change: &mut Change<'_>, drafting: Drafting) -> Result<PlanId> {
    if let Some(plan) = jobs::recorded(change, jobs::Made::Plan, drafting.once.as_deref()).await? {
        return Ok(PlanId(plan));
    }
    let actor = change.actor().await?;
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
    let skipped = matter::store::skips(&mut change.tx, found.id).await?;
    if skipped.iter().any(|(stage, _)| *stage == drafting.stage) {
        return Err(PlanRefusal::StageSkipped(drafting.stage).into());
    }
    known_audience(&mut change.tx, &drafting.proposal).await?;
    let rules = rulebook::of_in(app, &mut change.tx, found.rulebook).await?;
    let entry = rules
        .entry_for(&found.entry, found.amount)
        .ok_or_else(|| PlanRefusal::NoEntry(found.entry.clone()))?;
    let id = PlanId(app.new_id());
    let proposal = &drafting.proposal;
    let sealed = change.seal(&proposal.bytes()).await?;
    let place = (id, found.id, found.unit);
    let draft = Plan::draft(place, drafting.stage, proposal, sealed, (&actor, &entry))?;
    change.record(Decision::Draft(draft)).await?;
    jobs::remember(change, jobs::Made::Plan, drafting.once.as_deref(), id.0).await?;
    Ok(id)
}

/// Writes a new edition over the one the drafter saw. The opinions on the old one are void. Returns the edition.
pub async fn edit(app: &App, by: PersonId, plan: PlanId, seen: i64, proposal: &Proposal) -> Result<i64> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = load(app, &mut change.tx, plan).await?.seen_by(&actor)?;
        let place = (loaded.plan.matter, loaded.plan.stage);
        // files are attached and sources credited by deeds of their own
        let proposal = Proposal {
            title: text::name(&proposal.title),
            attachments: loaded.proposal.attachments.clone(),
            credits: loaded.proposal.credits.clone(),
            ..proposal.clone()
        };
        if loaded.proposal == proposal && loaded.plan.edition == seen {
            autosave::store::forget(&mut change.tx, place, actor.person).await?;
            return Ok(seen);
        }
        known_audience(&mut change.tx, &proposal).await?;
        let edition = write(change, &loaded.plan, seen, &proposal).await?;
        autosave::store::forget(&mut change.tx, place, actor.person).await?;
        Ok(edition)
    })
    .await
}

/// The next edition of a plan, whatever was changed in it.
pub(crate) async fn write(
    change: &mut Change<'_>,
    plan: &Plan,
    seen: i64,
    proposal: &Proposal,
) -> Result<i64> {
    let actor = change.actor().await?;
    let sealed = change.seal(&proposal.bytes()).await?;
    let draft = plan.edit(seen, proposal, sealed, &actor)?;
    let edition = draft.edition;
    change.record(Decision::Draft(draft)).await?;
    Ok(edition)
}

/// Every unit, group and person of an audience has to be there.
async fn known_audience(tx: &mut db::Tx, proposal: &Proposal) -> Result<()> {
    for share in proposal.audience.iter().take(MOST_SHARES) {
        let named = !matches!(share.token, Token::Public | Token::Members | Token::NonMembers);
        if named && organisation::token_name(tx, share.token).await?.is_none() {
            return Err(PlanRefusal::from(FormRefusal::AudienceUnknown).into());
        }
    }
    Ok(())
}

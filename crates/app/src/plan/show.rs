use domain::actor::Actor;
use domain::ids::{DisclosureId, PersonId, PlanId};
use domain::matter::Matter;
use domain::plan::{Given, State};
use domain::proposal::Proposal;
use domain::refusal::{AdmissionRefusal, PlanRefusal};
use domain::rulebook::{Entry, Threshold, Urgent};
use domain::time::Timestamp;
use domain::words::{Duty, ReviewKind, Stage};

use super::route::{Hand, Way, hand};
use super::{Loaded, load, store};
use crate::organisation::{self, actor_in};
use crate::{App, Result, release};

/// A plan as those who take part in its procedure see it.
#[derive(Clone, Debug)]
pub struct PlanView {
    /// Its id.
    pub id: PlanId,
    /// Its matter.
    pub matter: Matter,
    /// The name of its unit.
    pub unit_name: String,
    /// Its catalogue entry, as it holds for the matter's amount.
    pub entry: Entry,
    /// What makes its way stricter than its entry's.
    pub reached: Vec<Threshold>,
    /// Which stage it discloses.
    pub stage: Stage,
    /// Where it stands.
    pub state: State,
    /// Which edition this is.
    pub edition: i64,
    /// What it proposes.
    pub proposal: Proposal,
    /// The name of its drafter.
    pub drafter: String,
    /// The names of everybody who wrote an edition, its drafter first.
    pub writers: Vec<String>,
    /// Every opinion with the reviewer's name, oldest first; those on other bytes are void.
    pub opinions: Vec<Signed>,
    /// Who can act next, and through which units it goes.
    pub way: Way,
    /// The last words of whoever sent it back or approved it.
    pub words: Option<String>,
    /// What the last gate would say now; empty when it would open.
    pub obstacles: Vec<AdmissionRefusal>,
    /// What this person may do now.
    pub may: May,
    /// What became of it, once it was released.
    pub disclosure: Option<DisclosureId>,
    /// Whether it was withdrawn since.
    pub withdrawn: bool,
    /// Its release before the review was through, if there was one.
    pub urgency: Option<UrgencyView>,
}

/// A release before the review was through, with the names.
#[derive(Clone, Debug)]
pub struct UrgencyView {
    /// Which edition was released.
    pub edition: i64,
    /// Who released it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why it could not wait.
    pub reason: String,
    /// Until when it is to be confirmed.
    pub confirm_by: Timestamp,
    /// Whether it still waits for that.
    pub waits: bool,
    /// Whether it has waited too long.
    pub overdue: bool,
    /// Who confirmed it, when, and in which words.
    pub confirmed: Option<(String, Timestamp, String)>,
}

/// An opinion with its reviewer's name.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The opinion.
    pub given: Given,
    /// Whose.
    pub name: String,
    /// In whose place, if not in their own.
    pub for_whom: Option<String>,
    /// Whether it is on the present bytes.
    pub stands: bool,
}

/// What somebody may do with a plan now.
#[derive(Clone, Debug)]
pub struct May {
    /// Change the draft.
    pub edit: bool,
    /// Send it to review.
    pub submit: bool,
    /// Throw the draft away.
    pub discard: bool,
    /// Give these opinions.
    pub review: Vec<ReviewKind>,
    /// Give the unit's view on what goes up.
    pub endorse: bool,
    /// Pass it on to another drafter.
    pub pass_on: bool,
    /// Approve it, or why not.
    pub approve: std::result::Result<(), PlanRefusal>,
    /// Send it back as the approver.
    pub send_back: bool,
    /// Begin a new version of what it released.
    pub correct: bool,
    /// Release it before its review is through, to be confirmed within so many hours.
    pub urgent: Option<u32>,
    /// Confirm such a release.
    pub confirm_urgent: bool,
}

/// What was withdrawn is gone from the desk too: its text and its files, until a correction is begun.
async fn still_shown(tx: &mut db::Tx, loaded: &Loaded) -> Result<Proposal> {
    let mut proposal = loaded.proposal.clone();
    let released = matches!(loaded.plan.state, State::Released);
    if released && release::store::is_withdrawn(tx, loaded.plan.id).await? {
        proposal.body.clear();
        proposal.attachments.clear();
    }
    Ok(proposal)
}

/// A plan, for those who take part in its procedure.
pub async fn show(app: &App, person: PersonId, id: PlanId) -> Result<PlanView> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let loaded = load(app, &mut tx, id).await?.seen_by(&actor)?;
    let entry = loaded.entry()?.clone();
    let reached = loaded
        .rules
        .reached(&entry, loaded.matter.amount)
        .cloned()
        .collect();
    let mut opinions = Vec::new();
    for given in &loaded.plan.opinions {
        let stands = loaded.plan.standing().any(|standing| standing == given);
        let Hand { name, for_whom } = hand(&mut tx, given.by, given.for_whom).await?;
        opinions.push(Signed {
            given: given.clone(),
            name,
            for_whom,
            stands,
        });
    }
    let unit = organisation::store::unit(&mut tx, loaded.plan.unit).await?;
    let drafter = organisation::store::person_name(&mut tx, loaded.plan.drafter).await?;
    let mut writers = vec![drafter.clone()];
    for author in loaded
        .plan
        .authors
        .iter()
        .filter(|author| **author != loaded.plan.drafter)
    {
        writers.push(organisation::store::person_name(&mut tx, *author).await?);
    }
    let proposal = still_shown(&mut tx, &loaded).await?;
    let urgency = urgency(app, &mut tx, &loaded).await?;
    let mut may = may(&loaded, &actor, &entry);
    may.confirm_urgent &= urgency.as_ref().is_some_and(|urgency| urgency.waits);
    Ok(PlanView {
        id,
        may,
        obstacles: loaded.admission(app, app.now())?.err().unwrap_or_default(),
        unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
        entry,
        reached,
        stage: loaded.plan.stage,
        state: loaded.plan.state,
        edition: loaded.plan.edition,
        drafter,
        writers,
        opinions,
        way: Way::of(app, &mut tx, &loaded).await?,
        words: store::last_words(&mut tx, id).await?,
        disclosure: release::store::of_plan(&mut tx, id).await?,
        withdrawn: release::store::is_withdrawn(&mut tx, id).await?,
        urgency,
        proposal,
        matter: loaded.matter,
    })
}

fn may(loaded: &Loaded, actor: &Actor, entry: &Entry) -> May {
    let plan = &loaded.plan;
    let approve = plan.may_approve(actor, entry);
    let rules = (entry, &loaded.rules.urgent);
    let urgent = match loaded.rules.urgent {
        Urgent::Within { hours } if plan.may_release_urgently(actor, rules).is_ok() => Some(hours),
        Urgent::Within { .. } | Urgent::Not { .. } => None,
    };
    May {
        edit: plan.may_edit(actor).is_ok(),
        discard: plan.may_discard(actor).is_ok(),
        submit: plan.submit(plan.edition, (actor, entry)).is_ok(),
        review: entry
            .review
            .iter()
            .copied()
            .filter(|kind| plan.may_review(*kind, actor, entry).is_ok())
            .collect(),
        endorse: plan.may_endorse(actor, entry).is_ok(),
        pass_on: plan.state != State::Released
            && (plan.drafter == actor.person || actor.sits(plan.unit, Duty::Approve)),
        send_back: plan.may_send_back(actor, entry).is_ok(),
        correct: plan.may_correct(actor).is_ok(),
        confirm_urgent: plan.may_confirm_urgent(actor, entry).is_ok(),
        urgent,
        approve,
    }
}

async fn urgency(app: &App, tx: &mut db::Tx, loaded: &Loaded) -> Result<Option<UrgencyView>> {
    let Some(found) = &loaded.plan.urgency else {
        return Ok(None);
    };
    let withdrawn = release::store::is_withdrawn(tx, loaded.plan.id).await?;
    let waits = loaded.plan.unconfirmed().is_some() && !withdrawn;
    let confirmed = match &found.confirmed {
        Some((by, at, words)) => {
            let name = organisation::store::person_name(tx, *by).await?;
            Some((name, *at, words.clone()))
        }
        None => None,
    };
    Ok(Some(UrgencyView {
        edition: found.edition,
        by: organisation::store::person_name(tx, found.by).await?,
        at: found.at,
        reason: found.reason.clone(),
        confirm_by: found.confirm_by,
        waits,
        overdue: waits && found.confirm_by < app.now(),
        confirmed,
    }))
}

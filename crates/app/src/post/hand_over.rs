use domain::actor::Actor;
use domain::decision::Decision;
use domain::ids::{HoldingId, PersonId, PlanId, PostId};
use domain::organisation::{Holding, Person, Post};
use domain::plan::Plan;
use domain::refusal::ProcedureRefusal as Refusal;
use domain::words::Duty;
use jiff::ToSpan;
use jiff::civil::Date;

use super::store;
use crate::delegation::known;
use crate::organisation::{self, Changes, actor_in};
use crate::{App, Change, Error, Result, plan};

/// What passed in a handover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Plans that the successor drafts now.
    pub plans: usize,
    /// Plans that the successor has judged before and so cannot draft: somebody else has to take them.
    pub left: usize,
}

/// Hands a post over, from today: the one holding ends, the other begins, and the open plans of whoever leaves pass
/// with it. Reviews and approvals lie on the post and need no passing.
pub async fn hand_over(
    app: &App,
    by: PersonId,
    (id, leaving): (PostId, PersonId),
    successor: &str,
) -> Result<Passed> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let post = store::post(&mut change.tx, id).await?.ok_or(Error::NotFound)?;
        if !actor.works_in(post.unit) && !actor.has(Duty::Administer) {
            return Err(Error::NotFound);
        }
        let successor = known(change, successor).await?;
        judge(&post, leaving, &successor, &actor)?;
        let today = change.now.day(app.zone());
        let held = store::holdings(&mut change.tx, id, today).await?;
        let ending = held.into_iter().find(|holding| holding.person == leaving);
        let ending = ending.ok_or(Refusal::NotTheHolder)?;
        let holdings = vec![ended(ending, today), begun(app, id, successor.id, today)];
        let changes = Changes {
            holdings,
            ..Changes::default()
        };
        organisation::settle_in(change, &changes).await?;
        if !post.duties.contains(&Duty::Draft) {
            return Ok(Passed::default());
        }
        pass_all(change, (&post, leaving), &successor, today).await
    })
    .await
}

fn judge(post: &Post, leaving: PersonId, successor: &Person, by: &Actor) -> Result<()> {
    if post.administers() {
        return Err(Refusal::OfficeOfAdministration.into());
    }
    let administers = by.has(Duty::Administer);
    if by.person != leaving && !by.sits(post.unit, Duty::Approve) && !administers {
        return Err(Refusal::NotYours.into());
    }
    if successor.id == leaving || successor.id == by.person {
        return Err(Refusal::OwnSuccessor.into());
    }
    // only an administrator brings in somebody from another unit's roster
    if !successor.active || (successor.unit != post.unit && !administers) {
        return Err(Refusal::DeputyFromElsewhere.into());
    }
    Ok(())
}

fn ended(holding: Holding, today: Date) -> Holding {
    let yesterday = today.checked_sub(1.day()).unwrap_or(today);
    Holding {
        until: Some(yesterday.max(holding.from)),
        ..holding
    }
}

fn begun(app: &App, post: PostId, person: PersonId, today: Date) -> Holding {
    Holding {
        id: HoldingId(app.new_id()),
        post,
        person,
        from: today,
        until: None,
    }
}

async fn pass_all(
    change: &mut Change<'_>,
    (post, leaving): (&Post, PersonId),
    successor: &Person,
    today: Date,
) -> Result<Passed> {
    let to = actor_in(&mut change.tx, successor.id, today).await?;
    let mut passed = Passed::default();
    for id in store::plans_of(&mut change.tx, post.unit, leaving).await? {
        let plan = load(change, id).await?;
        // whoever may hand the post over may hand its plans over
        let holder = Actor {
            person: leaving,
            seats: Vec::new(),
            stands_in: Vec::new(),
        };
        match plan.pass_on(&to, &holder) {
            Ok(reassignment) => {
                change.record(Decision::Reassignment(reassignment)).await?;
                passed.plans += 1;
            }
            Err(_) => passed.left += 1,
        }
    }
    Ok(passed)
}

async fn load(change: &mut Change<'_>, id: PlanId) -> Result<Plan> {
    Ok(plan::load(change.app, &mut change.tx, id).await?.plan)
}

/// Passes one plan on to another drafter of its unit.
pub async fn pass_on(app: &App, by: PersonId, id: PlanId, to: &str) -> Result<()> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        let loaded = plan::load(app, &mut change.tx, id).await?.seen_by(&actor)?;
        let person = known(change, to).await?;
        let to = actor_in(&mut change.tx, person.id, change.now.day(app.zone())).await?;
        let reassignment = loaded.plan.pass_on(&to, &actor)?;
        change.record(Decision::Reassignment(reassignment)).await
    })
    .await
}

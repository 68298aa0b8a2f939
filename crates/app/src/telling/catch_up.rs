use db::Tx;
use domain::decision::Decision;
use domain::ids::{PersonId, PlanId};
use domain::telling::{Hearers, hearers};
use domain::time::Timestamp;
use domain::words::Occasion;

use super::rooms;
use super::store::{self, Told};
use crate::organisation::actor_in;
use crate::plan::{self, Loaded};
use crate::{App, Error, Result, journal, ledger, withdrawal};

/// So many lines of the journal in one transaction.
const PORTION: i64 = 50;
/// What happened longer ago is no news.
const NEWS_DAYS: i64 = 30;

/// Goes on through the journal from where it was left, and says whether there was anything new.
pub async fn catch_up(app: &App) -> Result<bool> {
    let mut tx = app.view().await?;
    if store::has_caught_up(&mut tx).await? {
        return Ok(false);
    }
    drop(tx);
    let mut tx = app.db().write().await?;
    let seq = store::cursor(&mut tx).await?;
    let mut lines = journal::store::after(&mut tx, seq, PORTION).await?;
    // nobody is told of what nobody can see yet
    if let Some(signed) = ledger::store::signed(&mut tx).await? {
        lines.retain(|(seq, ..)| *seq <= signed);
    }
    let Some(last) = lines.last().map(|(seq, ..)| *seq) else {
        return Ok(false);
    };
    let news = app.now().plus_days(-NEWS_DAYS);
    let mut told = 0;
    for (seq, at, body) in lines {
        if news <= Timestamp(at) {
            told += hear_or_log(app, &mut tx, seq, &body).await?;
        }
    }
    store::advance(&mut tx, last, 0 < told).await?;
    tx.commit().await?;
    Ok(true)
}

/// One line that cannot be told must not keep the rest from being told; a database that failed does.
async fn hear_or_log(app: &App, tx: &mut Tx, seq: i64, body: &str) -> Result<u64> {
    let decision = match serde_json::from_str(body) {
        Ok(decision) => decision,
        Err(error) => {
            tracing::error!(seq, ?error, "a line of the journal cannot be told");
            return Ok(0);
        }
    };
    match hear(app, tx, seq, &decision).await {
        Err(Error::Failed(cause)) => Err(Error::Failed(cause)),
        Err(error) => {
            tracing::error!(seq, ?error, "a line of the journal cannot be told");
            Ok(0)
        }
        told => told,
    }
}

/// Tells those who are to hear of a decision; how many that were. Followers hear in portions, later.
async fn hear(app: &App, tx: &mut Tx, seq: i64, decision: &Decision) -> Result<u64> {
    match hearers(decision) {
        Hearers::Nobody => Ok(0),
        Hearers::Reviewers(plan) => ask(app, tx, (seq, plan), true).await,
        Hearers::Approvers(plan) => ask(app, tx, (seq, plan), false).await,
        Hearers::Drafter(plan, occasion) => tell_drafter(app, tx, (seq, plan), occasion).await,
        Hearers::Releaser(disclosure, occasion) => match withdrawal::store::plan_of(tx, disclosure).await? {
            Some(plan) => tell_drafter(app, tx, (seq, plan), occasion).await,
            None => Ok(0),
        },
        Hearers::Answerers(disclosure) => rooms::answerers(app, tx, (seq, disclosure)).await,
        Hearers::Asker(request, occasion) => rooms::asker(app, tx, (seq, request), occasion).await,
        Hearers::Rulers(excuse) => rooms::rulers(app, tx, (seq, excuse)).await,
        Hearers::Excused(excuse) => rooms::excused(app, tx, (seq, excuse)).await,
        Hearers::NextHands(id) => rooms::next_hands(app, tx, (seq, id)).await,
        Hearers::CatalogueDrafter(id, occasion) => {
            rooms::catalogue_drafter(app, tx, (seq, id), occasion).await
        }
        Hearers::Deputy(deputy, delegation) => {
            let word = Told {
                occasion: Occasion::StandsIn,
                about: delegation.0,
            };
            store::tell(tx, app, (seq, deputy), word).await
        }
        Hearers::Followers(plan, disclosure) => {
            store::plan_telling(tx, disclosure, (seq, app.now())).await?;
            tell_drafter(app, tx, (seq, plan), Occasion::Released).await
        }
    }
}

/// Tells those who can take the plan's next step now, by the rules that will judge them when they do.
async fn ask(app: &App, tx: &mut Tx, (seq, plan): (i64, PlanId), may_review: bool) -> Result<u64> {
    let loaded = plan::load(app, tx, plan).await?;
    let mut told = 0;
    for person in candidates(&loaded)? {
        let actor = actor_in(tx, person, app.today()).await?;
        let occasion = match super::message::next_step(&loaded, &actor)? {
            Some(Occasion::ToReview) if !may_review => continue,
            Some(occasion) => occasion,
            None => continue,
        };
        let word = Told {
            occasion,
            about: plan.0,
        };
        told += store::tell(tx, app, (seq, person), word).await?;
    }
    Ok(told)
}

/// Whoever has a duty where the plan is reviewed or approved, those who stand in among them.
fn candidates(loaded: &Loaded) -> Result<Vec<PersonId>> {
    let units = [loaded.plan.unit, loaded.plan.seat_of_approval(loaded.entry()?)];
    let crew = loaded.plan.crew.0.iter();
    let here = crew.filter(|sitting| units.contains(&sitting.seat.unit));
    let mut persons: Vec<_> = here.map(|sitting| sitting.person).collect();
    persons.sort();
    persons.dedup();
    Ok(persons)
}

async fn tell_drafter(app: &App, tx: &mut Tx, (seq, plan): (i64, PlanId), occasion: Occasion) -> Result<u64> {
    let loaded = plan::load(app, tx, plan).await?;
    let word = Told {
        occasion,
        about: plan.0,
    };
    store::tell(tx, app, (seq, loaded.plan.drafter), word).await
}

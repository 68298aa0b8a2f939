//! Who is to hear of withdrawals, of requests to be excused, and of catalogues on their way; and what of them somebody may
//! see at this moment.

use db::Tx;
use domain::actor::Actor;
use domain::ids::{
    CatalogueId, DelegationId, DisclosureId, ExcuseId, PersonId, PlanId, UnitId, WithdrawalId,
};
use domain::words::{Occasion, Stage};
use uuid::Uuid;

use super::Subject;
use super::message::Shown;
use super::store::{self, Told};
use crate::organisation::{self, actor_in};
use crate::{App, Error, Result, catalogue, delegation, obligation, post, withdrawal};

/// Characters of a reason that stand for it.
const REASON: usize = 40;

async fn tell(
    app: &App,
    tx: &mut Tx,
    (seq, person): (i64, PersonId),
    (occasion, about): (Occasion, Uuid),
) -> Result<u64> {
    store::tell(tx, app, (seq, person), Told { occasion, about }).await
}

/// Tells those who may answer the request for a withdrawal today.
pub(super) async fn answerers(app: &App, tx: &mut Tx, (seq, id): (i64, DisclosureId)) -> Result<u64> {
    let Some(plan) = withdrawal::store::plan_of(tx, id).await? else {
        return Ok(0);
    };
    let mut told = 0;
    for person in withdrawal::answerers(app, tx, plan).await? {
        told += tell(app, tx, (seq, person), (Occasion::ToAnswer, plan.0)).await?;
    }
    Ok(told)
}

/// Tells whoever asked for a withdrawal what became of it.
pub(super) async fn asker(
    app: &App,
    tx: &mut Tx,
    (seq, id): (i64, WithdrawalId),
    occasion: Occasion,
) -> Result<u64> {
    match withdrawal::store::asker(tx, id).await? {
        Some((plan, person)) => tell(app, tx, (seq, person), (occasion, plan.0)).await,
        None => Ok(0),
    }
}

/// Tells those who may answer what a unit asked to be excused from.
pub(super) async fn rulers(app: &App, tx: &mut Tx, (seq, id): (i64, ExcuseId)) -> Result<u64> {
    let Some(excuse) = obligation::store::excuse(tx, id).await? else {
        return Ok(0);
    };
    let line = organisation::store::line(tx, excuse.unit).await?;
    let superior = line.get(1).copied();
    let mut told = 0;
    for person in crew(app, tx, excuse.unit).await? {
        let actor = actor_in(tx, person, app.today()).await?;
        if excuse.may_rule(superior, &actor).is_ok() {
            told += tell(app, tx, (seq, person), (Occasion::ToRule, id.0)).await?;
        }
    }
    Ok(told)
}

/// Tells whoever asked to be excused that it was answered.
pub(super) async fn excused(app: &App, tx: &mut Tx, (seq, id): (i64, ExcuseId)) -> Result<u64> {
    match obligation::store::excuse(tx, id).await? {
        Some(excuse) => tell(app, tx, (seq, excuse.by), (Occasion::Ruled, id.0)).await,
        None => Ok(0),
    }
}

/// Tells those who may take the next step with a catalogue.
pub(super) async fn next_hands(app: &App, tx: &mut Tx, (seq, id): (i64, CatalogueId)) -> Result<u64> {
    let Some(version) = catalogue::store::version(tx, id).await? else {
        return Ok(0);
    };
    let mut told = 0;
    for person in crew(app, tx, version.unit).await? {
        let actor = actor_in(tx, person, app.today()).await?;
        // two steps may have been taken before anybody is told of the first
        if version.may_send_back(&actor).is_ok() && !store::is_unread(tx, person, id.0).await? {
            told += tell(app, tx, (seq, person), (Occasion::ToHandOn, id.0)).await?;
        }
    }
    Ok(told)
}

/// Tells whoever drafted a catalogue last.
pub(super) async fn catalogue_drafter(
    app: &App,
    tx: &mut Tx,
    (seq, id): (i64, CatalogueId),
    occasion: Occasion,
) -> Result<u64> {
    let version = catalogue::store::version(tx, id).await?;
    match version.and_then(|version| version.drafters().last()) {
        Some(person) => tell(app, tx, (seq, person), (occasion, id.0)).await,
        None => Ok(0),
    }
}

/// Everybody with a duty in a unit or above it today.
async fn crew(app: &App, tx: &mut Tx, unit: UnitId) -> Result<Vec<PersonId>> {
    let crew = delegation::store::crew(tx, unit, app.today()).await?;
    let mut persons: Vec<_> = crew.0.iter().map(|sitting| sitting.person).collect();
    persons.sort();
    persons.dedup();
    Ok(persons)
}

/// What of a request for a withdrawal somebody may see now: those who answer as long as it waits for them, and whoever
/// asked once it was answered.
pub(super) async fn of_withdrawal(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    (occasion, plan): (Occasion, PlanId),
) -> Result<Option<Shown>> {
    let known = match withdrawal::told(app, tx, (plan, actor)).await {
        Err(Error::Failed(cause)) => return Err(Error::Failed(cause)),
        Err(_) => return Ok(None),
        Ok(known) => known,
    };
    let holds = match occasion {
        Occasion::ToAnswer => known.answers,
        _ => known.asked_by == Some(actor.person),
    };
    if !holds {
        return Ok(None);
    }
    let place = (known.unit, Some(known.stage));
    shown(tx, Subject::Withdrawal(plan), known.name, place).await
}

/// The same for a request to be excused.
pub(super) async fn of_excuse(
    tx: &mut Tx,
    actor: &Actor,
    (occasion, id): (Occasion, ExcuseId),
) -> Result<Option<Shown>> {
    let Some(excuse) = obligation::store::excuse(tx, id).await? else {
        return Ok(None);
    };
    let line = organisation::store::line(tx, excuse.unit).await?;
    let holds = match occasion {
        Occasion::ToRule => excuse.may_rule(line.get(1).copied(), actor).is_ok(),
        _ => excuse.by == actor.person && domain::obligation::may_see(actor, &line),
    };
    if !holds {
        return Ok(None);
    }
    let reason = excuse.reason.chars().take(REASON).collect();
    shown(tx, Subject::Excuse(id), reason, (excuse.unit, None)).await
}

/// The same for a catalogue on its way.
pub(super) async fn of_catalogue(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    (occasion, id): (Occasion, CatalogueId),
) -> Result<Option<Shown>> {
    let loaded = match catalogue::load(app, tx, id).await {
        Err(Error::Failed(cause)) => return Err(Error::Failed(cause)),
        Err(_) => return Ok(None),
        Ok(loaded) => loaded,
    };
    let version = &loaded.version;
    let holds = match occasion {
        Occasion::ToHandOn => version.may_send_back(actor).is_ok(),
        _ => version.may_see(actor) && version.drafters().any(|drafter| drafter == actor.person),
    };
    if !holds {
        return Ok(None);
    }
    let unit = version.unit;
    shown(tx, Subject::Catalogue(id), loaded.rules.title, (unit, None)).await
}

/// The same for a delegation: its deputy sees it until it ends.
pub(super) async fn of_delegation(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    id: DelegationId,
) -> Result<Option<Shown>> {
    let Some(found) = delegation::store::open(tx, id).await? else {
        return Ok(None);
    };
    if found.deputy != actor.person || found.until < app.today() {
        return Ok(None);
    }
    let Some(post) = post::store::post(tx, found.post).await? else {
        return Ok(None);
    };
    shown(tx, Subject::Desk, post.title, (post.unit, None)).await
}

async fn shown(
    tx: &mut Tx,
    subject: Subject,
    title: String,
    (unit, stage): (UnitId, Option<Stage>),
) -> Result<Option<Shown>> {
    let unit = organisation::store::unit(tx, unit).await?;
    let unit_name = unit.map(|unit| unit.name).unwrap_or_default();
    Ok(Some((subject, title, unit_name, stage)))
}

use std::collections::{HashMap, HashSet};

use db::Tx;
use domain::actor::Actor;
use domain::ids::{CatalogueId, DelegationId, DisclosureId, ExcuseId, PersonId, PlanId, UnitId};
use domain::time::Timestamp;
use domain::words::{Occasion, Stage};
use uuid::Uuid;

use super::{rooms, store};
use crate::organisation::{self, actor_in};
use crate::plan::{self, Loaded};
use crate::reader::{Listed, Reader};
use crate::{App, Error, Result};

/// So many of the newest are shown.
const MOST: i64 = 100;
/// The bell counts no further.
pub(super) const MOST_COUNTED: i64 = 30;

/// A message as its reader may see it at this moment. Only this module makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// The line of the journal it is about.
    pub seq: i64,
    /// Why they are told.
    pub occasion: Occasion,
    /// When they were told.
    pub told_at: Timestamp,
    /// Whether they have not looked yet.
    pub unread: bool,
    /// Where it leads.
    pub subject: Subject,
    /// What it is about.
    pub title: String,
    /// The name of the unit.
    pub unit_name: String,
    /// Which stage, when it is about one.
    pub stage: Option<Stage>,
}

/// What a message leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A plan on the desk.
    Plan(PlanId),
    /// A disclosure.
    Disclosure(DisclosureId),
    /// The withdrawal of what a plan released.
    Withdrawal(PlanId),
    /// A request to be excused.
    Excuse(ExcuseId),
    /// A catalogue on its way.
    Catalogue(CatalogueId),
    /// What is alike in a unit, as far as it is closed.
    Likeness(UnitId),
    /// Somebody's desk.
    Desk,
}

/// Somebody's messages, newest first: those whose page would open for them now.
pub async fn messages(app: &App, person: PersonId) -> Result<Vec<Message>> {
    let mut tx = app.view().await?;
    let rows = store::newest(&mut tx, person, MOST).await?;
    shown(app, &mut tx, person, rows).await
}

/// How many of somebody's messages are unread; counting stops at thirty.
pub async fn unread(app: &App, person: PersonId) -> Result<usize> {
    let mut tx = app.view().await?;
    let rows = store::unread(&mut tx, person, MOST_COUNTED).await?;
    Ok(shown(app, &mut tx, person, rows).await?.len())
}

/// Somebody has seen the page of a plan or a disclosure; says whether a message of theirs led there.
pub async fn read(app: &App, person: PersonId, about: Uuid) -> Result<bool> {
    let mut tx = app.view().await?;
    if !store::is_unread(&mut tx, person, about).await? {
        return Ok(false);
    }
    drop(tx);
    let mut tx = app.db().write().await?;
    store::read(&mut tx, person, about).await?;
    tx.commit().await?;
    Ok(true)
}

/// Somebody needs none of their messages any more, up to one; they are gone.
pub async fn read_all(app: &App, person: PersonId, until: i64) -> Result<()> {
    let mut tx = app.db().write().await?;
    store::read_until(&mut tx, person, until).await?;
    Ok(tx.commit().await?)
}

/// What of some messages, newest first, their reader may see now; what waits for them waits once, however often they
/// were told.
pub(crate) async fn shown(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
    rows: Vec<store::Row>,
) -> Result<Vec<Message>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let actor = actor_in(tx, person, app.today()).await?;
    let visible = disclosures(app, person, &rows).await?;
    let mut messages = Vec::with_capacity(rows.len());
    let mut told_of = HashSet::new();
    for row in rows {
        if !told_of.insert((row.occasion.clone(), row.about)) {
            continue;
        }
        let Some(occasion) = Occasion::from_code(&row.occasion) else {
            continue;
        };
        let told = match occasion {
            Occasion::Disclosed => visible.get(&row.about).map(of_disclosure),
            _ => of_work(app, tx, &actor, (occasion, row.about)).await?,
        };
        messages.extend(told.map(|(subject, title, unit_name, stage)| Message {
            seq: row.seq,
            occasion,
            told_at: Timestamp(row.told_at),
            unread: row.unread,
            subject,
            title,
            unit_name,
            stage,
        }));
    }
    Ok(messages)
}

pub(super) type Shown = (Subject, String, String, Option<Stage>);

async fn disclosures(app: &App, person: PersonId, rows: &[store::Row]) -> Result<HashMap<Uuid, Listed>> {
    let disclosed = |row: &&store::Row| row.occasion == Occasion::Disclosed.code();
    let ids: Vec<_> = rows
        .iter()
        .filter(disclosed)
        .map(|row| DisclosureId(row.about))
        .collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let listed = Reader::open(app, Some(person)).await?.some(&ids).await?;
    Ok(listed.into_iter().map(|listed| (listed.id.0, listed)).collect())
}

fn of_disclosure(listed: &Listed) -> Shown {
    let subject = Subject::Disclosure(listed.id);
    (
        subject,
        listed.title.clone(),
        listed.unit_name.clone(),
        Some(listed.stage),
    )
}

/// What of their work somebody may see now.
async fn of_work(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    (occasion, about): (Occasion, Uuid),
) -> Result<Option<Shown>> {
    match occasion {
        Occasion::ToReview
        | Occasion::ToApprove
        | Occasion::Returned
        | Occasion::Approved
        | Occasion::Released
        | Occasion::LikenessClosed
        | Occasion::PassedOn => of_plan(app, tx, actor, (occasion, PlanId(about))).await,
        Occasion::ToAnswer | Occasion::Withdrawn | Occasion::NotWithdrawn => {
            rooms::of_withdrawal(app, tx, actor, (occasion, PlanId(about))).await
        }
        Occasion::ToRule | Occasion::Ruled => rooms::of_excuse(tx, actor, (occasion, ExcuseId(about))).await,
        Occasion::ToHandOn | Occasion::CatalogueReturned | Occasion::CatalogueAccepted => {
            rooms::of_catalogue(app, tx, actor, (occasion, CatalogueId(about))).await
        }
        Occasion::StandsIn => rooms::of_delegation(app, tx, actor, DelegationId(about)).await,
        Occasion::Disclosed => Ok(None),
    }
}

async fn of_plan(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    (occasion, id): (Occasion, PlanId),
) -> Result<Option<Shown>> {
    let loaded = plan::load(app, tx, id).await;
    let loaded = match loaded.and_then(|loaded| loaded.seen_by(actor)) {
        Ok(loaded) => loaded,
        Err(Error::Failed(cause)) => return Err(Error::Failed(cause)),
        Err(_) => return Ok(None),
    };
    let holds = match occasion {
        Occasion::ToReview | Occasion::ToApprove => next_step(&loaded, actor)? == Some(occasion),
        _ => loaded.plan.drafter == actor.person,
    };
    if !holds {
        return Ok(None);
    }
    let unit = organisation::store::unit(tx, loaded.plan.unit).await?;
    let unit_name = unit.map(|unit| unit.name).unwrap_or_default();
    let subject = match occasion {
        Occasion::LikenessClosed => Subject::Likeness(loaded.plan.unit),
        _ => Subject::Plan(id),
    };
    Ok(Some((
        subject,
        loaded.proposal.title,
        unit_name,
        Some(loaded.plan.stage),
    )))
}

/// Which step of the plan waits for somebody now.
pub(super) fn next_step(loaded: &Loaded, actor: &Actor) -> Result<Option<Occasion>> {
    let (plan, entry) = (&loaded.plan, loaded.entry()?);
    let mut reviews = entry.review.iter();
    Ok(
        if reviews.any(|kind| plan.may_review(*kind, actor, entry).is_ok()) {
            Some(Occasion::ToReview)
        } else if plan.may_approve(actor, entry).is_ok() || plan.may_endorse(actor, entry).is_ok() {
            Some(Occasion::ToApprove)
        } else {
            None
        },
    )
}

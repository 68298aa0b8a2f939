//! The withdrawal (撤回) of what was released, by two persons.

mod answer;
mod ask;
mod erase;
mod show;
pub(crate) mod store;
mod take_back;

pub use answer::{confirm, decline};
pub use ask::ask;
pub use erase::erase;
pub use show::{Asked, End, Ended, Erased, View, Waits, show, waiting};
pub use take_back::take_back;

use db::Tx;
use domain::actor::Actor;
use domain::ids::{PersonId, PlanId, UnitId};
use domain::withdrawal::Released;
use domain::words::{Ground, Stage};

use crate::plan::{Loaded, load};
use crate::{App, Error, Result, correction};

/// What a plan released, for those who take part in its procedure, and for whoever answers or answered the request for
/// its withdrawal above, with the newest request.
async fn released(
    app: &App,
    tx: &mut Tx,
    (plan, actor): (PlanId, &Actor),
) -> Result<(Loaded, Released, Option<store::Row>)> {
    let (loaded, released, row) = known(app, tx, plan).await?;
    let answers = released.may_answer(actor).is_ok();
    let answered = row.as_ref().is_some_and(|row| row.answered_by(actor.person));
    if answers || answered || loaded.is_seen_by(actor)? {
        Ok((loaded, released, row))
    } else {
        Err(Error::NotFound)
    }
}

/// The same before anybody asks whether somebody may see it.
async fn known(app: &App, tx: &mut Tx, plan: PlanId) -> Result<(Loaded, Released, Option<store::Row>)> {
    let loaded = load(app, tx, plan).await?;
    let place = (loaded.plan.matter, loaded.plan.stage);
    let disclosure = correction::store::newest(tx, place)
        .await?
        .ok_or(Error::NotFound)?;
    let row = store::newest(tx, place).await?;
    let done = match &row {
        Some(row) => row.done(tx).await?,
        None => None,
    };
    let released = Released {
        disclosure,
        unit: loaded.plan.unit,
        authority: loaded.plan.seat_of_approval(loaded.entry()?),
        line: loaded.line.clone(),
        crew: loaded.plan.crew.clone(),
        withdrawn: store::is_withdrawn(tx, disclosure).await?,
        asked: row.as_ref().and_then(store::Row::asked),
        done,
    };
    Ok((loaded, released, row))
}

/// Who may answer the request for the withdrawal of what a plan released today.
pub(crate) async fn answerers(app: &App, tx: &mut Tx, plan: PlanId) -> Result<Vec<PersonId>> {
    let (_, released, _) = known(app, tx, plan).await?;
    let sittings = released.answerers(released.seat());
    let mut persons: Vec<_> = sittings.map(|sitting| sitting.person).collect();
    persons.sort();
    persons.dedup();
    Ok(persons)
}

/// What a message about a request says of it.
pub(crate) struct Told {
    /// What was released: its title, or its number where that must not be read any more.
    pub(crate) name: String,
    /// Its unit.
    pub(crate) unit: UnitId,
    /// Its stage.
    pub(crate) stage: Stage,
    /// Whether this person may answer now.
    pub(crate) answers: bool,
    /// Who asked.
    pub(crate) asked_by: Option<PersonId>,
}

/// The newest request about what a plan released, for somebody who may see it.
pub(crate) async fn told(app: &App, tx: &mut Tx, (plan, actor): (PlanId, &Actor)) -> Result<Told> {
    let (loaded, released, row) = released(app, tx, (plan, actor)).await?;
    let (title, number) = store::called(tx, released.disclosure).await?;
    let ground = row.as_ref().map(store::Row::ground).transpose()?;
    let hidden = released.withdrawn && ground.is_some_and(Ground::hides_title);
    Ok(Told {
        name: if hidden { number } else { title },
        unit: loaded.plan.unit,
        stage: loaded.plan.stage,
        answers: released.may_answer(actor).is_ok(),
        asked_by: row.map(|row| PersonId(row.asked_by)),
    })
}

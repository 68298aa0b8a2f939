//! The withdrawal (撤回) of what was released, by two persons.

mod answer;
mod ask;
mod show;
pub(crate) mod store;

pub use answer::{confirm, decline};
pub use ask::ask;
pub use show::{Asked, Ended, View, show, waiting};

use db::Tx;
use domain::actor::Actor;
use domain::ids::PlanId;
use domain::withdrawal::Released;

use crate::plan::{Loaded, load};
use crate::{App, Error, Result, correction};

/// What a plan released, for those who take part in its procedure, with the newest request for its withdrawal.
async fn released(
    app: &App,
    tx: &mut Tx,
    (plan, actor): (PlanId, &Actor),
) -> Result<(Loaded, Released, Option<store::Row>)> {
    let loaded = load(app, tx, plan).await?.seen_by(actor)?;
    let place = (loaded.plan.matter, loaded.plan.stage);
    let disclosure = correction::store::newest(tx, place)
        .await?
        .ok_or(Error::NotFound)?;
    let row = store::newest(tx, place).await?;
    let released = Released {
        disclosure,
        unit: loaded.plan.unit,
        seat: loaded.plan.seat_of_approval(loaded.entry()?),
        withdrawn: store::is_withdrawn(tx, disclosure).await?,
        asked: row.as_ref().and_then(store::Row::asked),
    };
    Ok((loaded, released, row))
}

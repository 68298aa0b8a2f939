use domain::ids::{PersonId, PlanId};

use crate::reader::Attached;
use crate::{App, Error, Result, plan};

/// An attachment of a plan, for those who take part in its procedure.
pub async fn of_plan(app: &App, by: PersonId, id: PlanId, number: usize) -> Result<Attached> {
    let view = plan::show(app, by, id).await?;
    Attached::of(&view.proposal, number).ok_or(Error::NotFound)
}

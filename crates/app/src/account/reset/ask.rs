use domain::account::{Asking, ResetRequest};
use domain::decision::Decision;
use domain::ids::PersonId;
use domain::words::Duty;

use super::store;
use crate::account::store as accounts;
use crate::organisation::{self, officer};
use crate::{App, Error, Result};

/// Asks for a reset of somebody's account; with their second factor, when that is lost too.
pub async fn ask(app: &App, by: PersonId, person: PersonId, second_factor: bool) -> Result<()> {
    app.change(Some(by), async |change| {
        officer(change, &[Duty::Administer, Duty::Secure]).await?;
        let found = organisation::store::person(&mut change.tx, person).await?;
        found.filter(|person| person.active).ok_or(Error::NotFound)?;
        let asking = Asking {
            by,
            has_password: accounts::password(&mut change.tx, person).await?.is_some(),
            waits: store::waits(&mut change.tx, person).await?,
        };
        let id = app.new_id();
        let request = ResetRequest {
            id,
            person,
            second_factor,
        };
        change.record(Decision::ResetAsked(request.ask(asking)?)).await
    })
    .await
}

use ::ledger::policy::Policy;

use super::store;
use crate::{App, Error, Result};

/// Whom this unit believes: its log, and the witnesses whose word makes a head confirmed (c2sp.org/tlog-policy). Nothing
/// before the ledger began.
pub async fn policy(app: &App) -> Result<Option<Policy>> {
    let Some(keys) = store::keys(&mut app.view().await?).await? else {
        return Ok(None);
    };
    if let Some(policy) = app.ledger_policy() {
        return Ok(Some(policy.clone()));
    }
    let alone = format!("log {}\nquorum none\n", keys.public_key);
    Policy::parse(alone.as_bytes()).map(Some).map_err(Error::failed)
}

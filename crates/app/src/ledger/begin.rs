use domain::decision::Decision;
use domain::ledger::{Keys, Step};

use super::store;
use crate::{App, Error, Result};

/// Begins the ledger of a new platform: from its first line on, everything is under it.
///
/// Fails when it began before, or when lines were written before there were leaves.
pub async fn begin(app: &App, keys: Keys) -> Result<()> {
    app.change(None, async |change| {
        if store::keys(&mut change.tx).await?.is_some() {
            return Err(Error::failed("the ledger began before"));
        }
        let lines = change.lines();
        if store::count(&mut change.tx).await? != (lines, lines) {
            return Err(Error::failed("lines of the journal are older than the ledger"));
        }
        change.record(Decision::Ledger(Step::Begun(keys.clone()))).await
    })
    .await
}

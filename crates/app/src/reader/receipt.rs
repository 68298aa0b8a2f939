use ::ledger::receipt::Receipt;

use super::{Disclosure, Reader};
use crate::ledger::{Recorded, receipt};
use crate::{App, Result};

impl Reader {
    /// How a disclosure that the viewer reads stands in the ledger; nothing when that has not begun.
    pub async fn recorded(&mut self, app: &App, disclosure: &Disclosure) -> Result<Option<Recorded>> {
        receipt::recorded(&mut self.tx, app.ledger_policy(), disclosure.id).await
    }

    /// What the viewer takes away of a disclosure; nothing while its leaf is not published, or this node has no log.
    pub async fn receipt(&mut self, app: &App, disclosure: &Disclosure) -> Result<Option<Receipt>> {
        let Some(folder) = app.ledger_folder() else {
            return Ok(None);
        };
        let text = (disclosure.number.as_str(), &disclosure.proposal);
        receipt::receipt(&mut self.tx, folder, disclosure.id, text).await
    }
}

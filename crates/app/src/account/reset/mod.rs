//! A reset opens somebody's account anew: one administrator asks, a security administrator who is somebody else confirms.

mod ask;
mod settle;
pub(crate) mod store;

use domain::ids::PersonId;
use domain::time::Timestamp;
use domain::words::Duty;
use uuid::Uuid;

pub use ask::ask;
pub use settle::{confirm, decline};

use crate::organisation::officer_in;
use crate::{App, Result};

/// So many are shown; those that wait come first.
const MOST: i64 = 100;

/// A reset as the administrators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResetView {
    /// Its id.
    pub id: Uuid,
    /// Code and name of whose account it is.
    pub person: (String, String),
    /// Whether the second factor is taken away too.
    pub second_factor: bool,
    /// Who asked.
    pub asked_by: Option<PersonId>,
    /// Their name.
    pub asked_by_name: String,
    /// When.
    pub asked_at: Timestamp,
    /// When it was settled.
    pub settled_at: Option<Timestamp>,
    /// By whom.
    pub settled_by_name: String,
    /// Whether it was confirmed.
    pub confirmed: bool,
}

/// The resets that wait, then the last that were settled.
pub async fn resets(app: &App, by: PersonId) -> Result<Vec<ResetView>> {
    let mut tx = app.view().await?;
    officer_in(app, &mut tx, Some(by), &[Duty::Administer, Duty::Secure]).await?;
    store::views(&mut tx, MOST).await
}

//! The second factor: a code from something one has, after the password that one knows; and recovery codes on paper
//! for the day it is lost.

mod confirm;
mod enrol;
pub(crate) mod store;
mod totp;

use domain::content::Commitment;
use domain::ids::PersonId;
use domain::time::Timestamp;

pub use confirm::confirm;
pub(super) use confirm::{ask, half, is_asked, use_up, waiting};
pub use enrol::{Offer, Recovery, end, enrol, offer};

use super::secret;
use crate::{App, Result};

/// How somebody's second factor stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Since when they have one.
    pub since: Timestamp,
    /// How many recovery codes they have not used.
    pub recovery_left: i64,
}

/// Somebody's second factor, when they have one.
pub async fn second_factor(app: &App, person: PersonId) -> Result<Option<Standing>> {
    let mut tx = app.view().await?;
    let Some(since) = store::since(&mut tx, person).await? else {
        return Ok(None);
    };
    let recovery_left = store::recovery_left(&mut tx, person).await?;
    Ok(Some(Standing { since, recovery_left }))
}

/// What is stored of a recovery code, however it is written: 80 bits of chance need no slow hash.
fn recovery_hash(code: &str) -> Commitment {
    let letters = code.chars().filter(char::is_ascii_alphanumeric);
    let plain: String = letters.map(|letter| letter.to_ascii_uppercase()).collect();
    Commitment(secret::hash(&plain))
}

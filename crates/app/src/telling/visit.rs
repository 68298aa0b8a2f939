use domain::ids::PersonId;
use domain::time::Timestamp;

use super::{message, store};
use crate::{App, Result};

/// What the frame of a page tells somebody of what is new.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bell {
    /// How many messages they have not read; counting stops at thirty.
    pub unread: usize,
    /// When they were here the last time before this visit.
    pub last_visit: Option<Timestamp>,
}

/// What is new for somebody.
pub async fn bell(app: &App, person: PersonId) -> Result<Bell> {
    let mut tx = app.view().await?;
    let last_visit = store::last_visit(&mut tx, person).await?;
    let rows = store::unread(&mut tx, person, message::MOST_COUNTED).await?;
    let unread = message::shown(app, &mut tx, person, rows).await?.len();
    Ok(Bell { unread, last_visit })
}

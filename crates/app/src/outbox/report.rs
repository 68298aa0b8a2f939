use domain::ids::PersonId;
use domain::time::Timestamp;
use domain::words::{Duty, Parcel, Posted};
use uuid::Uuid;

use super::{outlet, store};
use crate::organisation::{self, officer_in};
use crate::{App, Error, Result};

/// So many troubles are shown.
const MOST: i64 = 100;

/// What the outbox looks like, for who looks after the platform.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many parcels are in each state.
    pub counts: Vec<(Posted, i64)>,
    /// What was not sent, or not at the first try.
    pub troubles: Vec<Trouble>,
}

/// A parcel that was not sent, or not at the first try. What is in it is nobody's business here.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// The parcel.
    pub id: Uuid,
    /// Of which kind.
    pub parcel: Parcel,
    /// Whose it is: a person's name, or a webhook's label.
    pub whose: String,
    /// Whether it is tried again by itself.
    pub state: Posted,
    /// How often it was tried.
    pub tries: i64,
    /// When it is tried again, or was given up.
    pub at: Timestamp,
    /// What the other side said.
    pub error: String,
}

/// What the outbox looks like.
pub async fn report(app: &App, by: PersonId) -> Result<Report> {
    let mut tx = app.view().await?;
    officer_in(app, &mut tx, Some(by), &[Duty::Administer]).await?;
    let counts = store::counts(&mut tx).await?;
    let counts = counts
        .into_iter()
        .filter_map(|(state, count)| Some((Posted::from_code(&state)?, count)));
    let mut report = Report {
        counts: counts.collect(),
        troubles: Vec::new(),
    };
    for stuck in store::stuck(&mut tx, MOST).await? {
        let (Some(parcel), Some(state)) = (Parcel::from_code(&stuck.parcel), Posted::from_code(&stuck.state))
        else {
            continue;
        };
        let whose = if parcel == Parcel::Announcement {
            let webhook = outlet::store::webhook(&mut tx, stuck.recipient).await?;
            webhook.map(|webhook| webhook.label).unwrap_or_default()
        } else {
            organisation::store::person_name(&mut tx, PersonId(stuck.recipient)).await?
        };
        report.troubles.push(Trouble {
            id: stuck.id,
            parcel,
            whose,
            state,
            tries: stuck.tries,
            at: Timestamp(stuck.due_at),
            error: stuck.last_error.unwrap_or_default(),
        });
    }
    Ok(report)
}

/// Tries a parcel again now.
pub async fn retry(app: &App, by: PersonId, id: Uuid) -> Result<()> {
    let mut tx = app.db().write().await?;
    officer_in(app, &mut tx, Some(by), &[Duty::Administer]).await?;
    if store::try_again(&mut tx, id, app.now()).await? == 0 {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

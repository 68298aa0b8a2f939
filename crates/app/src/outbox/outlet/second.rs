use domain::decision::Decision;
use domain::ids::PersonId;
use domain::outlet::{OutletSettlement, settle};
use domain::words::Duty;
use uuid::Uuid;

use super::{OFFICERS, Outgoing, Webhook, store};
use crate::organisation::{self, officer, officer_in};
use crate::{App, Change, Error, Result};

/// A way out that one administrator asked for, and that waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The request.
    pub id: Uuid,
    /// What was asked for, without its secrets.
    pub way: Way,
    /// Who asked.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
}

/// A way out of the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// The mail server.
    Server(Outgoing),
    /// A webhook.
    Webhook(Webhook),
}

/// The ways out that wait for a second person.
pub async fn asked(app: &App, by: PersonId) -> Result<Vec<Asked>> {
    let mut tx = app.view().await?;
    officer_in(app, &mut tx, Some(by), OFFICERS).await?;
    let mut asked = Vec::new();
    if let Some((server, id, by)) = store::outgoing_request(&mut tx).await? {
        asked.push((id, Way::Server(server.hidden()), by));
    }
    for (webhook, by) in store::webhook_requests(&mut tx).await? {
        asked.push((webhook.id, Way::Webhook(webhook.hidden()), by));
    }
    let mut named = Vec::new();
    for (id, way, by) in asked {
        named.push(Asked {
            by_name: organisation::store::person_name(&mut tx, by).await?,
            id,
            way,
            by,
        });
    }
    Ok(named)
}

/// Confirms what another administrator asked for: from now on it leaves there.
pub async fn confirm(app: &App, by: PersonId, id: Uuid) -> Result<()> {
    app.change(Some(by), async |change| {
        officer(change, &[Duty::Secure]).await?;
        let (way, asked_by) = request(change, id).await?;
        let settlement = settle((id, asked_by), by, true)?;
        change.record(Decision::OutletSettled(settlement)).await?;
        let outlet = match &way {
            Way::Server(server) => {
                store::save_outgoing(&mut change.tx, server).await?;
                server.outlet()
            }
            Way::Webhook(webhook) => {
                store::confirm_webhook(&mut change.tx, webhook.id).await?;
                webhook.outlet()
            }
        };
        change.record(Decision::Outlet(outlet)).await
    })
    .await
}

/// Declines it; whoever asked takes it back by this.
pub async fn decline(app: &App, by: PersonId, id: Uuid) -> Result<()> {
    app.change(Some(by), async |change| {
        let (way, asked_by) = request(change, id).await?;
        if asked_by != by {
            officer(change, &[Duty::Secure]).await?;
        }
        let settlement: OutletSettlement = settle((id, asked_by), by, false)?;
        match way {
            Way::Server(_) => store::remove_outgoing_request(&mut change.tx).await?,
            Way::Webhook(webhook) => store::remove_webhook(&mut change.tx, webhook.id).await?,
        }
        change.record(Decision::OutletSettled(settlement)).await
    })
    .await
}

async fn request(change: &mut Change<'_>, id: Uuid) -> Result<(Way, PersonId)> {
    if let Some((server, request, by)) = store::outgoing_request(&mut change.tx).await?
        && request == id
    {
        return Ok((Way::Server(server), by));
    }
    let webhooks = store::webhook_requests(&mut change.tx).await?;
    let found = webhooks.into_iter().find(|(webhook, _)| webhook.id == id);
    found
        .map(|(webhook, by)| (Way::Webhook(webhook), by))
        .ok_or(Error::NotFound)
}

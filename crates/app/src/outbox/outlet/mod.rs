//! The ways out of the house: the mail server, and the webhooks. What carries more than everybody may read takes two.

mod second;
pub(super) mod store;

use domain::decision::{Decision, Outlet, OutletRequest};
use domain::ids::{PersonId, UnitId};
use domain::organisation::LONGEST_NAME;
use domain::refusal::TellingRefusal;
use domain::telling;
use domain::text::readable;
use domain::words::{Crowd, Duty, Security, Style};
use uuid::Uuid;

use crate::organisation::{self, administrator, officer_in};
use crate::{App, Error, Result};

pub use second::{Asked, Way, asked, confirm, decline};

/// Whoever sees which ways out there are.
const OFFICERS: &[Duty] = &[Duty::Administer, Duty::Secure];

/// How letters leave. The password is for whoever carries them, and for nobody's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The address of this platform, which letters link to.
    pub site: String,
    /// The mail server; empty when there is none.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// The account there; empty when it asks for none.
    pub account: String,
    /// Its password.
    pub password: String,
    /// Who the letters are from.
    pub sender: String,
}

/// Where a unit's disclosures are announced besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: Uuid,
    /// Whose disclosures, and those of all units below.
    pub unit: UnitId,
    /// What it is called.
    pub label: String,
    /// Whom it speaks to.
    pub style: Style,
    /// Where to.
    pub address: String,
    /// What signs it; empty when nothing does.
    pub secret: String,
    /// Who reads there, all of them.
    pub crowd: Crowd,
}

impl Outgoing {
    /// Without the password.
    fn hidden(self) -> Self {
        Self {
            password: String::new(),
            ..self
        }
    }

    fn outlet(&self) -> Outlet {
        Outlet {
            webhook: None,
            unit: None,
            host: Some(self.host.clone()).filter(|host| !host.is_empty()),
            crowd: None,
        }
    }
}

impl Webhook {
    /// Without its secrets.
    fn hidden(self) -> Self {
        Self {
            address: host(&self.address),
            secret: String::new(),
            ..self
        }
    }

    fn outlet(&self) -> Outlet {
        Outlet {
            webhook: Some(self.id),
            unit: Some(self.unit),
            host: Some(host(&self.address)),
            crowd: Some(self.crowd),
        }
    }
}

/// How letters leave, for who looks after the platform; without the password.
pub async fn outgoing(app: &App, by: PersonId) -> Result<Option<Outgoing>> {
    let mut tx = app.view().await?;
    officer_in(app, &mut tx, Some(by), OFFICERS).await?;
    Ok(store::outgoing(&mut tx).await?.map(Outgoing::hidden))
}

/// Sets how letters leave, once a second person has confirmed it, unless the platform itself does. Says whether it
/// waits. An empty password keeps the one that was set for the same server and account.
pub async fn set_outgoing(app: &App, by: Option<PersonId>, wanted: Outgoing) -> Result<bool> {
    let wanted = checked(wanted)?;
    app.change(by, async |change| {
        administrator(change).await?;
        let mut wanted = wanted.clone();
        let before = store::outgoing(&mut change.tx).await?;
        if let Some(before) = before.as_ref().filter(|_| wanted.password.is_empty())
            && (&before.host, &before.account) == (&wanted.host, &wanted.account)
        {
            wanted.password.clone_from(&before.password);
        }
        let outlet = wanted.outlet();
        let moves = before.is_some_and(|before| before.site != wanted.site);
        match by.filter(|_| outlet.needs_two() || moves) {
            Some(by) => {
                let id = app.new_id();
                store::save_outgoing_request(&mut change.tx, &wanted, (id, by)).await?;
                let request = OutletRequest { id, outlet };
                change.record(Decision::OutletAsked(request)).await?;
                Ok(true)
            }
            None => {
                store::save_outgoing(&mut change.tx, &wanted).await?;
                change.record(Decision::Outlet(outlet)).await?;
                Ok(false)
            }
        }
    })
    .await
}

fn checked(wanted: Outgoing) -> Result<Outgoing> {
    let host = wanted.host.trim().to_owned();
    let plain = |sign: char| sign.is_ascii_alphanumeric() || ".-:".contains(sign);
    if !host.chars().all(plain) || wanted.port == 0 {
        return Err(TellingRefusal::Server.into());
    }
    let sender = if host.is_empty() {
        wanted.sender.trim().to_owned()
    } else {
        telling::mail_address(&wanted.sender)?
    };
    Ok(Outgoing {
        site: telling::link(&wanted.site)?,
        host,
        sender,
        account: wanted.account.trim().to_owned(),
        ..wanted
    })
}

/// Every webhook in force, for who looks after the platform; without their secrets.
pub async fn webhooks(app: &App, by: PersonId) -> Result<Vec<Webhook>> {
    let mut tx = app.view().await?;
    officer_in(app, &mut tx, Some(by), OFFICERS).await?;
    let all = store::webhooks(&mut tx).await?;
    Ok(all.into_iter().map(Webhook::hidden).collect())
}

/// Opens a way out for a unit's disclosures. Where more than the public reads there, a second person confirms it first,
/// unless the platform itself opens it. Says whether it waits.
pub async fn add_webhook(app: &App, by: Option<PersonId>, wanted: Webhook) -> Result<bool> {
    let label = wanted.label.trim();
    if label.is_empty() || LONGEST_NAME < label.chars().count() || !readable(label) {
        return Err(TellingRefusal::Label.into());
    }
    let wanted = Webhook {
        label: label.to_owned(),
        address: telling::link(&wanted.address)?,
        secret: wanted.secret.trim().to_owned(),
        ..wanted
    };
    app.change(by, async |change| {
        administrator(change).await?;
        let unit = organisation::store::unit(&mut change.tx, wanted.unit).await?;
        unit.ok_or(Error::NotFound)?;
        let outlet = wanted.outlet();
        let asked_by = by.filter(|_| outlet.needs_two());
        store::save_webhook(&mut change.tx, &wanted, asked_by).await?;
        match asked_by {
            Some(_) => {
                let id = wanted.id;
                let request = OutletRequest { id, outlet };
                change.record(Decision::OutletAsked(request)).await?;
            }
            None => change.record(Decision::Outlet(outlet)).await?,
        }
        Ok(asked_by.is_some())
    })
    .await
}

/// Closes it.
pub async fn remove_webhook(app: &App, by: PersonId, id: Uuid) -> Result<()> {
    app.change(Some(by), async |change| {
        administrator(change).await?;
        let found = store::webhook(&mut change.tx, id).await?.ok_or(Error::NotFound)?;
        store::remove_webhook(&mut change.tx, id).await?;
        let closed = Outlet {
            host: None,
            ..found.outlet()
        };
        change.record(Decision::Outlet(closed)).await
    })
    .await
}

/// An address without its path, in which robots carry their tokens.
fn host(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or_default();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest.get(..end).unwrap_or_default();
    // what stands before an @ is a secret as well
    format!("{scheme}://{}", host.rsplit('@').next().unwrap_or_default())
}

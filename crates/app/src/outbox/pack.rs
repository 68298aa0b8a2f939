use domain::ids::PersonId;
use domain::refusal::TellingRefusal;
use domain::words::{Parcel as Kind, Posted};
use uuid::Uuid;

use super::store::{self, Row};
use super::{Announcement, Letter, announcement, letter, outlet};
use crate::{App, Error, Result};

/// Nobody carries a parcel for longer; then another may.
const LEASE_SECONDS: i64 = 300;
/// After so many tries a parcel waits for a person.
const MOST_TRIES: i64 = 10;
/// What was sent is remembered for so long.
const KEPT_DAYS: i64 = 90;
/// An error of another program may be endless; what is kept of it is not.
const LONGEST_ERROR: usize = 300;

/// What carries parcels; one does not wait for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Mails.
    Mail,
    /// Webhooks.
    Webhook,
}

/// Something to carry.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Parcel {
    /// Its id.
    pub id: Uuid,
    /// What is in it.
    pub load: Load,
}

/// What a parcel holds.
#[derive(Clone, Debug)]
pub enum Load {
    /// A mail.
    Letter(Box<Letter>),
    /// What a webhook is sent.
    Announcement(Announcement),
}

/// Why a parcel was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// In the words of the other side.
    pub words: String,
    /// Whether trying again is of no use.
    pub for_good: bool,
}

/// The next parcel that is due, packed now, for whoever carries it: they say how it went before the lease is over.
/// What has nothing to say any more is dropped on the way.
pub async fn next(app: &App, channel: Channel) -> Result<Option<Parcel>> {
    while let Some(row) = claim(app, channel).await? {
        match pack(app, &row).await {
            Ok(Some(load)) => return Ok(Some(Parcel { id: row.id, load })),
            Ok(None) => settle(app, row.id, Posted::Dropped, None).await?,
            Err(error) => {
                let failure = Failure {
                    words: error.to_string(),
                    for_good: false,
                };
                not_sent(app, row.id, &failure).await?;
            }
        }
    }
    Ok(None)
}

async fn claim(app: &App, channel: Channel) -> Result<Option<Row>> {
    let mut tx = app.db().write().await?;
    let row = store::next(&mut tx, app.now(), channel == Channel::Webhook).await?;
    if let Some(row) = &row {
        store::lease(&mut tx, row.id, app.now().plus_seconds(LEASE_SECONDS)).await?;
    }
    tx.commit().await?;
    Ok(row)
}

async fn pack(app: &App, row: &Row) -> Result<Option<Load>> {
    let server = outlet::store::outgoing(&mut app.view().await?).await?;
    let server = server.ok_or(Error::from(TellingRefusal::NoServer))?;
    let kind = Kind::from_code(&row.parcel).ok_or(Error::NotFound)?;
    if kind != Kind::Announcement && server.host.is_empty() {
        return Err(TellingRefusal::NoServer.into());
    }
    let letter = match kind {
        Kind::Announcement => {
            let packed = announcement::pack(app, &server, row).await?;
            return Ok(packed.map(Load::Announcement));
        }
        Kind::Message => letter::message(app, server, row).await?,
        Kind::Digest => letter::digest(app, server, row).await?,
        Kind::Code => letter::code(app, server, row).await?,
    };
    Ok(letter.map(|letter| Load::Letter(Box::new(letter))))
}

/// It was taken.
pub async fn sent(app: &App, id: Uuid) -> Result<()> {
    settle(app, id, Posted::Sent, None).await
}

/// It was not taken: it is tried again, twice as long after each try, or waits for a person.
pub async fn not_sent(app: &App, id: Uuid, failure: &Failure) -> Result<()> {
    let mut tx = app.db().write().await?;
    let Some((recipient, tries)) = store::recipient(&mut tx, id).await? else {
        return Ok(());
    };
    let address = store::address(&mut tx, PersonId(recipient)).await?;
    let words: String = failure.words.chars().take(LONGEST_ERROR).collect();
    // whoever reads errors need not read addresses
    let words = address.map_or(words.clone(), |own| words.replace(&own.address, "…"));
    let wait = 30_i64.saturating_mul(1 << tries.clamp(0, 16));
    let state = if failure.for_good || MOST_TRIES <= tries {
        Posted::Failed
    } else {
        Posted::Waiting
    };
    let at = app.now().plus_seconds(wait);
    store::settle(&mut tx, id, (state, at), Some(&words)).await?;
    Ok(tx.commit().await?)
}

async fn settle(app: &App, id: Uuid, state: Posted, error: Option<&str>) -> Result<()> {
    let mut tx = app.db().write().await?;
    store::settle(&mut tx, id, (state, app.now()), error).await?;
    store::forget(&mut tx, app.now().plus_days(-KEPT_DAYS)).await?;
    Ok(tx.commit().await?)
}

//! The read door: whatever a person may read of disclosures, they read through a [`Reader`], which knows their
//! audience tokens at this moment. Page, list, search, count, feed and API ask the same predicate.
//!
//! **Invariant:** outside this folder nothing shows a disclosure, and what a reader hands out ([`Listed`],
//! [`Disclosure`], [`MatterView`]) nobody else can make.

mod attachment;
mod credit;
mod difference;
mod fates;
mod list;
mod matter;
mod merge;
mod page;
mod practice;
mod receipt;
mod search;
mod some;
pub(crate) mod store;
mod terms;
mod tombstone;
mod versions;
mod withheld;

use std::collections::HashSet;

use db::Tx;
use domain::audience;
use domain::ids::{DisclosureId, PersonId, UnitId};
use domain::organisation::Unit;
use domain::time::Timestamp;
use domain::words::{Stage, Track};

pub use attachment::Attached;
pub use credit::Credit;
pub use difference::Difference;
pub use list::{Cursor, Listed, Page};
pub use matter::{MatterView, StageView};
pub use page::{Because, Disclosure, Sign};
pub use practice::{Practice, Shelf};
pub use search::{Found, Hits};
pub use tombstone::{End, Tombstone};
pub use withheld::Withheld;

use crate::organisation::{self, standing_in};
use crate::{App, Result, ledger};

/// Somebody reading, at one moment, in one consistent view.
pub struct Reader {
    tx: Tx,
    tokens: Vec<String>,
    now: Timestamp,
    by_the_clock: Timestamp,
}

/// Two moments that are one as long as everything is signed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moments {
    /// What has begun by then is there: just before the first thing that the ledger does not hold yet.
    pub(crate) begun: Timestamp,
    /// What is over by then is gone: nobody waits for a signature before they stop showing something.
    pub(crate) over: Timestamp,
}

/// Which disclosures are wanted; nothing means all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one track.
    pub track: Option<Track>,
    /// Of one unit.
    pub unit: Option<UnitId>,
    /// Of one catalogue entry.
    pub entry: Option<String>,
    /// Of one stage.
    pub stage: Option<Stage>,
}

impl Reader {
    /// Opens the door for a person, or for a visitor. Who is not active reads as a visitor.
    pub async fn open(app: &App, person: Option<PersonId>) -> Result<Self> {
        let mut tx = app.view().await?;
        let standing = match person {
            Some(person) => standing_in(&mut tx, person).await?,
            None => None,
        };
        let by_the_clock = app.now();
        let now = ledger::reading_moment(&mut tx, by_the_clock).await?;
        Ok(Self {
            tx,
            tokens: audience::tokens(standing.as_ref())
                .iter()
                .map(ToString::to_string)
                .collect(),
            now,
            by_the_clock,
        })
    }

    /// Both moments of this view, for what ends by itself.
    pub(crate) fn moments(&self) -> Moments {
        Moments {
            begun: self.now,
            over: self.by_the_clock,
        }
    }

    /// The moment of this view: now, or just before the first thing that the ledger does not hold yet.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The viewer's tokens, for a surface that asks with them elsewhere.
    pub(crate) fn tokens(&self) -> &[String] {
        &self.tokens
    }

    /// The view itself, so that everything is answered from one moment.
    pub(crate) fn view(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// Those of some disclosures that the viewer may open now.
    pub async fn readable(&mut self, ids: &[DisclosureId]) -> Result<HashSet<DisclosureId>> {
        if ids.is_empty() {
            return Ok(HashSet::new());
        }
        let shares = store::shares(&mut self.tx, ids).await?;
        let open = shares
            .into_iter()
            .filter(|(_, token, from)| *from <= self.now.0 && self.tokens.contains(token));
        Ok(open.map(|(id, ..)| DisclosureId(id)).collect())
    }

    /// A unit with its superior and the units directly below. The tree itself is no secret.
    pub async fn unit(&mut self, id: UnitId) -> Result<Option<(Unit, Option<Unit>, Vec<Unit>)>> {
        let Some(unit) = organisation::store::unit(&mut self.tx, id).await? else {
            return Ok(None);
        };
        let superior = match unit.superior {
            Some(superior) => organisation::store::unit(&mut self.tx, superior).await?,
            None => None,
        };
        let below = organisation::store::children(&mut self.tx, id).await?;
        Ok(Some((unit, superior, below)))
    }
}

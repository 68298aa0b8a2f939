use std::fmt;
use std::str::FromStr;

use domain::ids::{DisclosureId, MatterId, UnitId};
use domain::refusal::RequestRefusal;
use domain::time::Timestamp;
use domain::words::{Stage, Track};
use uuid::Uuid;

use super::{Filter, Reader, store};
use crate::Result;

/// The longest page.
pub(super) const MOST: usize = 100;
/// Counting stops here: “1000 or more”.
const MOST_COUNTED: usize = 1000;

/// A disclosure on a list. Only a reader makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Listed {
    /// Its id.
    pub id: DisclosureId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its matter.
    pub matter: MatterId,
    /// Which stage it discloses.
    pub stage: Stage,
    /// Its track.
    pub track: Track,
    /// The key of its entry.
    pub entry: String,
    /// Its unit.
    pub unit: UnitId,
    /// The name of its unit.
    pub unit_name: String,
    /// When it was released.
    pub released_at: Timestamp,
    /// Whether a newer version took its place, which this viewer may not see.
    pub corrected: bool,
    /// Whether it was released before its review was through and nobody has confirmed that yet.
    pub urgent: bool,
    /// From when this viewer could see it.
    pub seen_from: Timestamp,
}

/// A page of a list, and where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What is on it, newest first.
    pub items: Vec<Listed>,
    /// The place after which the next page begins, when there is one.
    pub next: Option<Cursor>,
}

/// A place in a newest-first list. It tells only what the last item on the page tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    pub(super) from: Timestamp,
    pub(super) id: Uuid,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.from.0, self.id.simple())
    }
}

impl FromStr for Cursor {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self> {
        let place = text.split_once('.').and_then(|(from, id)| {
            Some(Self {
                from: Timestamp(from.parse().ok()?),
                id: id.parse().ok()?,
            })
        });
        place.ok_or_else(|| RequestRefusal::Cursor.into())
    }
}

impl Reader {
    /// A page of what the viewer may see, newest first.
    pub async fn list(&mut self, filter: &Filter, after: Option<Cursor>, most: usize) -> Result<Page> {
        let most = most.clamp(1, MOST);
        let now = Cursor::now(self.now);
        let mut places = self
            .merged(filter, after.map_or(now, |after| after.min(now)), most + 1)
            .await?;
        let more = most < places.len();
        places.truncate(most);
        let next = places.last().copied().filter(|_| more);
        Ok(Page {
            items: self.listed(&places).await?,
            next,
        })
    }

    /// How many there are that the viewer may see; counting stops at a thousand.
    pub async fn count(&mut self, filter: &Filter) -> Result<usize> {
        let now = Cursor::now(self.now);
        Ok(self.merged(filter, now, MOST_COUNTED).await?.len())
    }

    pub(super) async fn listed(&mut self, places: &[Cursor]) -> Result<Vec<Listed>> {
        if places.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<_> = places.iter().map(|place| place.id).collect();
        let mut rows = store::listed(&mut self.tx, ids).await?;
        let mut items = Vec::with_capacity(places.len());
        for place in places {
            let Some(position) = rows.iter().position(|row| row.id == place.id) else {
                continue;
            };
            items.push(rows.swap_remove(position).shown(place.from)?);
        }
        Ok(items)
    }
}

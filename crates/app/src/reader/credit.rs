use std::collections::{HashMap, HashSet};

use domain::ids::{DisclosureId, UnitId};

use super::{Filter, Reader, fates};
use crate::Result;

/// The length of an id as text.
const UUID: usize = 36;
/// A number stands in its own disclosure, and perhaps in the text of some newer ones.
const LIKELY: usize = 50;

/// A disclosure that a text credits (出处), for whoever may read it. Only a reader makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credit {
    /// Its id.
    pub id: DisclosureId,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: UnitId,
    /// The name of its unit.
    pub unit_name: String,
}

impl Reader {
    /// Those of some credited disclosures whose text the viewer may read now, in the given order. Of the others nothing
    /// is said, nor how many there are.
    pub async fn credits(&mut self, ids: &[DisclosureId]) -> Result<Vec<Credit>> {
        let (readable, over) = (self.readable(ids).await?, self.moments().over);
        let mut rows = fates::credits(&mut self.tx, over, readable).await?;
        let mut credits = Vec::with_capacity(rows.len());
        for id in ids {
            if let Some(place) = rows.iter().position(|row| row.id == id.0) {
                let row = rows.swap_remove(place);
                credits.push(Credit {
                    id: *id,
                    title: row.title,
                    unit: UnitId(row.unit),
                    unit_name: row.unit_name,
                });
            }
        }
        Ok(credits)
    }

    /// The same for disclosures that the viewer was told of: each with what it credits.
    pub async fn credited(&mut self, by: &[DisclosureId]) -> Result<HashMap<DisclosureId, Vec<Credit>>> {
        let pairs = fates::credited(&mut self.tx, by).await?;
        let sources: HashSet<_> = pairs.iter().map(|(_, source)| *source).collect();
        let sources: Vec<_> = sources.into_iter().collect();
        let sources = self.credits(&sources).await?;
        let mut credited: HashMap<_, Vec<_>> = HashMap::new();
        for (id, source) in pairs {
            let found = sources.iter().find(|credit| credit.id == source);
            credited.entry(id).or_default().extend(found.cloned());
        }
        Ok(credited)
    }

    /// The disclosure that somebody names by its number or by the address of its page, as far as the viewer finds it.
    pub async fn named(&mut self, text: &str) -> Result<Option<DisclosureId>> {
        let text = text.trim();
        let parts = text.split(|sign: char| !sign.is_ascii_hexdigit() && sign != '-');
        let ids = parts.filter(|part| part.len() == UUID);
        if let Some(id) = ids.filter_map(|part| part.parse().ok()).next() {
            return Ok(Some(id));
        }
        let found = self.search(text, &Filter::default(), None, LIKELY).await?;
        let mut listed = found.items.into_iter().map(|found| found.listed);
        Ok(listed
            .find(|listed| listed.number == text)
            .map(|listed| listed.id))
    }
}

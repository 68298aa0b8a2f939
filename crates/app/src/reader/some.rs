use domain::audience::Token;
use domain::ids::DisclosureId;
use domain::time::Timestamp;
use domain::words::Crowd;

use super::list::{Cursor, Listed};
use super::{Filter, Reader, fates};
use crate::{App, Result};

impl Reader {
    /// Opens the door for a crowd: what all of its people may see.
    pub async fn open_to(app: &App, crowd: Crowd) -> Result<Self> {
        let mut reader = Self::open(app, None).await?;
        if crowd == Crowd::Members {
            reader.tokens = [Token::Public, Token::Members]
                .iter()
                .map(ToString::to_string)
                .collect();
        }
        Ok(reader)
    }

    /// Those of some disclosures that the viewer finds on lists by now, in the given order: neither what was withdrawn
    /// nor what a newer version took the place of.
    pub async fn some(&mut self, ids: &[DisclosureId]) -> Result<Vec<Listed>> {
        let mut places = Vec::with_capacity(ids.len());
        for id in ids {
            let place = (*id, self.moments());
            let Some(from) = fates::listed_since(&mut self.tx, place, &self.tokens).await? else {
                continue;
            };
            let place = Cursor { from, id: id.0 };
            if !self.sees_newer(place).await? {
                places.push(place);
            }
        }
        self.listed(&places).await
    }

    /// How many the viewer could not see before a moment and can see now; counting stops at so many.
    pub async fn count_since(&mut self, since: Timestamp, most: usize) -> Result<usize> {
        let newest = self
            .merged(&Filter::default(), Cursor::now(self.now), most)
            .await?;
        Ok(newest.iter().filter(|place| since < place.from).count())
    }
}

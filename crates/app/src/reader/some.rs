use domain::audience::Token;
use domain::ids::DisclosureId;
use domain::time::Timestamp;

use super::list::{Cursor, Listed};
use super::{Filter, Reader, store};
use crate::{App, Result};

/// Many people at once, of whom one knows only this much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crowd {
    /// Whoever comes by.
    Everybody,
    /// Members only.
    Members,
}

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

    /// Those of some disclosures that the viewer may see by now, in the given order.
    pub async fn some(&mut self, ids: &[DisclosureId]) -> Result<Vec<Listed>> {
        let mut places = Vec::with_capacity(ids.len());
        for id in ids {
            let from = store::first_seen(&mut self.tx, id.0, &self.tokens).await?;
            places.extend(
                from.filter(|from| *from <= self.now)
                    .map(|from| Cursor { from, id: id.0 }),
            );
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

use domain::ids::UnitId;
use domain::time::Timestamp;
use domain::words::{Track, WithholdingGround};
use jiff::civil::Date;

use super::{Reader, fates};
use crate::{Result, withholding};

/// That something is not disclosed, for exactly those to whom it would have been: on which ground and until when, and
/// nothing of what it is. Only a reader makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Withheld {
    /// Its number.
    pub number: String,
    /// Of which track.
    pub track: Track,
    /// The key of its entry.
    pub entry: String,
    /// On which ground.
    pub ground: WithholdingGround,
    /// When that was confirmed.
    pub since: Timestamp,
    /// The day by which it is looked at again.
    pub reassess_on: Date,
}

impl Reader {
    /// What a unit withholds now and the viewer may know of, the newest first.
    pub async fn withheld(&mut self, unit: UnitId) -> Result<Vec<Withheld>> {
        let rows = fates::withheld(&mut self.tx, unit, &self.tokens).await?;
        let withheld = |row: fates::WithheldRow| {
            Ok(Withheld {
                track: withholding::store::track(&row.track)?,
                ground: withholding::store::ground(&row.ground)?,
                reassess_on: withholding::store::day(&row.reassess_on)?,
                number: row.number,
                entry: row.entry,
                since: Timestamp(row.answered_at),
            })
        };
        rows.into_iter().map(withheld).collect()
    }
}

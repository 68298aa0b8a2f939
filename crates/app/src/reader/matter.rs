use domain::ids::{MatterId, RulebookId, UnitId};
use domain::money::Yuan;
use domain::rulebook::{Entry, Rulebook};
use domain::time::Timestamp;
use domain::words::{Stage, Track};

use super::list::Cursor;
use super::{Listed, Reader, store};
use crate::{Result, matter, organisation};

/// A matter as far as a viewer may see it. Only a reader makes one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MatterView {
    /// Its id.
    pub id: MatterId,
    /// What it is about.
    pub title: String,
    /// Its track.
    pub track: Track,
    /// The rulebook its entry stands in.
    pub rulebook: RulebookId,
    /// The key of its entry.
    pub entry: String,
    /// Its unit.
    pub unit: UnitId,
    /// The name of its unit.
    pub unit_name: String,
    /// Its three stages; a stage that is hidden and one that was never disclosed look the same.
    pub stages: [StageView; 3],
    /// Told to nobody; only the rules of its way follow from it.
    amount: Option<Yuan>,
}

impl MatterView {
    /// Its entry, as it holds for a matter like this one.
    #[must_use]
    pub fn entry_in(&self, rules: &Rulebook) -> Option<Entry> {
        rules.entry_for(&self.entry, self.amount)
    }
}

/// One stage of a matter as far as a viewer may see it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StageView {
    /// Which.
    pub stage: Stage,
    /// What was disclosed, when the viewer may see it.
    pub disclosure: Option<Listed>,
    /// Why it was left out, when it was.
    pub skipped: Option<String>,
}

impl Reader {
    /// A matter, when the viewer may see at least one of its disclosures.
    pub async fn matter(&mut self, id: MatterId) -> Result<Option<MatterView>> {
        let visible = store::of_matter(&mut self.tx, (id, self.now), &self.tokens).await?;
        let places = self.newest_of_each_stage(visible);
        let listed = self.listed(&places).await?;
        let Some(first) = listed.first() else {
            return Ok(None);
        };
        let unit_name = first.unit_name.clone();
        let Some(found) = matter::store::matter(&mut self.tx, id).await? else {
            return Ok(None);
        };
        let skips = matter::store::skips(&mut self.tx, id).await?;
        let view = |stage| StageView {
            stage,
            disclosure: listed.iter().find(|listed| listed.stage == stage).cloned(),
            skipped: skips
                .iter()
                .find(|(skipped, _)| *skipped == stage)
                .map(|(_, reason)| reason.clone()),
        };
        Ok(Some(MatterView {
            id,
            title: found.title,
            track: found.track,
            rulebook: found.rulebook,
            entry: found.entry,
            unit: found.unit,
            unit_name,
            amount: found.amount,
            stages: [Stage::Before, Stage::Decision, Stage::Result].map(view),
        }))
    }

    /// Of each stage the newest version that the viewer may see, when it is still on display.
    fn newest_of_each_stage(&self, visible: Vec<store::OfMatter>) -> Vec<Cursor> {
        let mut stages = Vec::new();
        let mut places = Vec::new();
        for version in visible {
            if stages.contains(&version.stage) {
                continue;
            }
            stages.push(version.stage);
            if version.shown_until.is_none_or(|until| self.now.0 < until) {
                places.push(Cursor {
                    from: Timestamp(version.from),
                    id: version.id,
                });
            }
        }
        places
    }

    /// The path of a unit from the root, for a breadcrumb.
    pub async fn path(&mut self, unit: UnitId) -> Result<Vec<(UnitId, String)>> {
        let mut path = Vec::new();
        for id in organisation::store::line(&mut self.tx, unit).await? {
            if let Some(unit) = organisation::store::unit(&mut self.tx, id).await? {
                path.push((id, unit.name));
            }
        }
        path.reverse();
        Ok(path)
    }
}

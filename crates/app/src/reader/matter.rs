use domain::ids::{DisclosureId, MatterId, RulebookId, UnitId};
use domain::money::Yuan;
use domain::rulebook::{Entry, Rulebook};
use domain::time::Timestamp;
use domain::words::{Stage, Track};

use super::list::Cursor;
use super::{Listed, Reader, Tombstone, store};
use crate::{Result, matter, organisation};

/// A matter as far as a viewer may see it. Only a reader makes one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MatterView {
    /// Its id.
    pub id: MatterId,
    /// What it is about; nothing when that is not to be read any more.
    pub title: Option<String>,
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
    /// What stays of it, when it is not shown any more.
    pub tombstone: Option<Tombstone>,
    /// Why it was left out, when it was.
    pub skipped: Option<String>,
}

impl Reader {
    /// A matter, when the viewer may see at least one of its disclosures.
    pub async fn matter(&mut self, id: MatterId) -> Result<Option<MatterView>> {
        let visible = store::of_matter(&mut self.tx, (id, self.now), &self.tokens).await?;
        let (places, ended) = self.newest_of_each_stage(visible);
        let listed = self.listed(&places).await?;
        let mut stones = Vec::new();
        for id in ended {
            stones.extend(self.tombstone(id).await?);
        }
        let names = listed.iter().map(|one| &one.unit_name);
        let Some(unit_name) = names
            .chain(stones.iter().map(|one| &one.unit_name))
            .next()
            .cloned()
        else {
            return Ok(None);
        };
        // what nothing readable is left of must not tell by its name what was hidden
        let hidden = listed.is_empty() && stones.iter().any(|stone| stone.end.hides_title());
        let Some(found) = matter::store::matter(&mut self.tx, id).await? else {
            return Ok(None);
        };
        let skips = matter::store::skips(&mut self.tx, id).await?;
        let view = |stage| StageView {
            stage,
            disclosure: listed.iter().find(|listed| listed.stage == stage).cloned(),
            tombstone: stones.iter().find(|stone| stone.stage == stage).cloned(),
            skipped: skips
                .iter()
                .find(|(skipped, _)| *skipped == stage)
                .map(|(_, reason)| reason.clone()),
        };
        Ok(Some(MatterView {
            id,
            title: (!hidden).then_some(found.title),
            track: found.track,
            rulebook: found.rulebook,
            entry: found.entry,
            unit: found.unit,
            unit_name,
            amount: found.amount,
            stages: [Stage::Before, Stage::Decision, Stage::Result].map(view),
        }))
    }

    /// Of each stage the newest version that the viewer may see: those that are shown, and those of which only a
    /// tombstone is left.
    fn newest_of_each_stage(&self, visible: Vec<store::OfMatter>) -> (Vec<Cursor>, Vec<DisclosureId>) {
        let mut stages = Vec::new();
        let (mut places, mut ended) = (Vec::new(), Vec::new());
        for version in visible {
            if stages.contains(&version.stage) {
                continue;
            }
            stages.push(version.stage);
            if version.withdrawal.is_some()
                || version
                    .shown_until
                    .is_some_and(|until| until <= self.by_the_clock.0)
            {
                ended.push(DisclosureId(version.id));
            } else {
                places.push(Cursor {
                    from: Timestamp(version.from),
                    id: version.id,
                });
            }
        }
        (places, ended)
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

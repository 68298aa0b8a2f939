use domain::decision::Decision;
use domain::ids::{ExcuseId, PersonId, UnitId};
use domain::obligation::{About, Excuse, Obligation};
use domain::words::Track;

use super::year::find;
use crate::{App, Error, Result};

/// What names an obligation within its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its track.
    pub track: Track,
    /// Its entry.
    pub entry: String,
    /// For what it is owed.
    pub about: About,
}

impl Key {
    /// The name of an obligation.
    #[must_use]
    pub fn of(obligation: &Obligation) -> Self {
        Self {
            track: obligation.rule.track,
            entry: obligation.rule.entry.clone(),
            about: obligation.about,
        }
    }

    pub(super) fn names(&self, obligation: &Obligation) -> bool {
        obligation.about == self.about
            && obligation.rule.track == self.track
            && obligation.rule.entry == self.entry
    }

    /// A year in which it is found.
    pub(super) fn year(&self, app: &App) -> i16 {
        match self.about {
            About::Period { to, .. } => to.year(),
            About::Standing | About::Stage(..) => app.today().year(),
        }
    }
}

/// Asks the superior to excuse the unit from a disclosure it owes.
pub async fn ask(app: &App, by: PersonId, unit: UnitId, key: &Key, reason: &str) -> Result<ExcuseId> {
    app.change(Some(by), async |change| {
        let actor = change.actor().await?;
        if !actor.works_in(unit) {
            return Err(Error::NotFound);
        }
        let owed = find(app, &mut change.tx, unit, key).await?;
        let id = ExcuseId(app.new_id());
        let excuse = Excuse::ask(id, unit, &owed.obligation, reason, (&actor, change.now))?;
        change.record(Decision::Excuse(excuse)).await?;
        Ok(id)
    })
    .await
}

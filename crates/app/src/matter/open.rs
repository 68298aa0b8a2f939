use domain::decision::Decision;
use domain::ids::{MatterId, PersonId, UnitId};
use domain::matter::{Matter, Rules};
use domain::money::Yuan;
use domain::refusal::PlanRefusal;
use domain::words::Track;

use crate::{App, Result, jobs, rulebook};

/// What somebody wants to open.
#[derive(Clone, Debug)]
pub struct Opening {
    /// For which unit.
    pub unit: UnitId,
    /// In which track.
    pub track: Track,
    /// Under which entry of the catalogue in force.
    pub entry: String,
    /// What it is about.
    pub title: String,
    /// How much money it is about, if that is known.
    pub amount: Option<Yuan>,
    /// A key of the sender's; a second sending of the same key gives the first one's answer.
    pub once: Option<String>,
}

/// Opens a matter.
pub async fn open(app: &App, by: PersonId, opening: Opening) -> Result<MatterId> {
    app.change(Some(by), async |change| {
        if let Some(matter) = jobs::recorded(change, jobs::Made::Matter, opening.once.as_deref()).await? {
            return Ok(MatterId(matter));
        }
        let actor = change.actor().await?;
        let no_entry = || PlanRefusal::NoEntry(opening.entry.clone());
        let rules = rulebook::in_force_in(app, &mut change.tx, opening.unit, opening.track).await?;
        let rules = rules.ok_or_else(no_entry)?;
        let entry = rules.rules.entry(&opening.entry).ok_or_else(no_entry)?;
        let rules = Rules {
            rulebook: rules.id,
            track: opening.track,
            entry,
        };
        let id = MatterId(app.new_id());
        let about = (opening.title.as_str(), opening.amount);
        let matter = Matter::open(id, opening.unit, about, &rules, (&actor, change.now))?;
        change.record(Decision::Matter(matter)).await?;
        jobs::remember(change, jobs::Made::Matter, opening.once.as_deref(), id.0).await?;
        Ok(id)
    })
    .await
}

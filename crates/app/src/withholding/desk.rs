use domain::ids::{PersonId, WithholdingId};
use domain::time::Timestamp;
use domain::withholding::{Standing, is_near, may_file};
use domain::words::{Track, WithholdingGround};
use jiff::civil::Date;

use super::{notice, store};
use crate::organisation::{self, actor_in};
use crate::{App, Error, Result};

/// A notice on a desk. It says no more than readers learn.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its id.
    pub id: WithholdingId,
    /// The name of its unit.
    pub unit_name: String,
    /// Of which track.
    pub track: Track,
    /// The key of its entry.
    pub entry: String,
    /// On which ground.
    pub ground: WithholdingGround,
    /// Since when it waits, or holds.
    pub since: Timestamp,
    /// The day of its re-assessment.
    pub reassess_on: Date,
}

/// The notices that somebody has to do something about.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// What waits for their confirmation, oldest first.
    pub answering: Vec<Line>,
    /// What has to be looked at again, by day.
    pub reassessing: Vec<Line>,
}

/// The notices that wait for somebody.
pub async fn waiting(app: &App, person: PersonId) -> Result<Waiting> {
    let today = app.today();
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, today).await?;
    let mut units: Vec<_> = actor.seats.iter().map(|seat| seat.unit).collect();
    units.sort();
    units.dedup();
    let mut ids = Vec::new();
    for unit in units {
        ids.extend(store::open(&mut tx, unit).await?);
    }
    ids.sort();
    ids.dedup();
    let mut waiting = Waiting::default();
    for id in ids {
        let (notice, row) = match notice(app, &mut tx, (id, &actor)).await {
            Ok(found) => found,
            Err(Error::NotFound) => continue,
            Err(other) => return Err(other),
        };
        let looks_again = notice.standing == Standing::InForce
            && (may_file(&actor, notice.unit) || notice.may_end(&actor).is_ok())
            && !notice.renewal_asked
            && is_near(row.reassess_on()?, today);
        let list = if notice.may_answer(&actor).is_ok() {
            &mut waiting.answering
        } else if looks_again {
            &mut waiting.reassessing
        } else {
            continue;
        };
        let unit = organisation::store::unit(&mut tx, notice.unit).await?;
        list.push(Line {
            id,
            unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
            track: notice.track,
            entry: notice.entry,
            ground: row.ground()?,
            since: Timestamp(row.answered_at.unwrap_or(row.asked_at)),
            reassess_on: row.reassess_on()?,
        });
    }
    waiting.answering.sort_by_key(|line| line.since);
    waiting.reassessing.sort_by_key(|line| line.reassess_on);
    Ok(waiting)
}

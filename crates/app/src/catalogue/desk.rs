use domain::actor::Actor;
use domain::ids::{CatalogueId, PersonId, UnitId};
use domain::time::Timestamp;
use domain::words::{CatalogueState as State, Duty, Track};

use super::store::{self, Listed};
use super::watch::too_loose_in;
use crate::organisation::{self, actor_in};
use crate::{App, Result};

/// Something about a catalogue that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The version on its way; nothing when one has to be begun, because the one in force is too loose.
    pub version: Option<CatalogueId>,
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// Of which track.
    pub track: Track,
    /// Where the version stands.
    pub state: State,
    /// Since when it waits.
    pub since: Timestamp,
    /// Whether it is this person's turn.
    pub mine: bool,
}

/// The catalogues on their way in somebody's units, and those of the units below that wait for an answer.
pub async fn desk(app: &App, person: PersonId) -> Result<Vec<Waiting>> {
    let mut tx = app.view().await?;
    let actor = actor_in(&mut tx, person, app.today()).await?;
    let mut units: Vec<_> = actor.seats.iter().map(|seat| seat.unit).collect();
    units.sort();
    units.dedup();
    let mut waiting = Vec::new();
    for unit in units {
        let mut rows = Vec::new();
        if actor.works_in(unit) {
            rows.extend(store::under_way(&mut tx, unit).await?);
            let begun: Vec<_> = rows.iter().map(|row| row.track).collect();
            if actor.sits(unit, Duty::Draft) {
                loose(app, &mut tx, unit, (&begun, &mut waiting)).await?;
            }
        }
        if actor.sits(unit, Duty::Approve) {
            rows.extend(store::filed_below(&mut tx, unit).await?);
        }
        for row in rows {
            waiting.extend(line(&mut tx, row, &actor).await?);
        }
    }
    Ok(waiting)
}

/// The unit's own catalogue has become too loose, and nobody has begun a new version.
async fn loose(
    app: &App,
    tx: &mut db::Tx,
    unit: UnitId,
    (begun, waiting): (&[Track], &mut Vec<Waiting>),
) -> Result<()> {
    for track in Track::ALL.iter().copied().filter(|track| !begun.contains(track)) {
        if !too_loose_in(app, tx, unit, track).await?.is_empty() {
            waiting.push(Waiting {
                version: None,
                unit,
                unit_name: name(tx, unit).await?,
                track,
                state: State::Accepted,
                since: app.now(),
                mine: true,
            });
        }
    }
    Ok(())
}

async fn line(tx: &mut db::Tx, row: Listed, actor: &Actor) -> Result<Option<Waiting>> {
    let Some(version) = store::version(tx, row.id).await? else {
        return Ok(None);
    };
    let mine = version.may_edit(actor).is_ok()
        || version.may_check(actor).is_ok()
        || version.may_file(actor).is_ok()
        || version.may_accept(actor).is_ok();
    Ok(Some(Waiting {
        version: Some(row.id),
        unit: row.unit,
        unit_name: name(tx, row.unit).await?,
        track: row.track,
        state: row.state,
        since: row.since,
        mine,
    }))
}

async fn name(tx: &mut db::Tx, unit: UnitId) -> Result<String> {
    let found = organisation::store::unit(tx, unit).await?;
    Ok(found.map(|unit| unit.name).unwrap_or_default())
}

use db::Tx;
use domain::ids::UnitId;
use domain::refusal::Looseness;
use domain::words::Track;
use jiff::civil::Date;

use crate::rulebook::store::{self, Own};
use crate::{App, Result, organisation, rulebook};

/// What is too loose in a unit's own catalogue, held against a superior's version.
#[derive(Clone, Debug)]
pub struct TooLoose {
    /// The unit whose version it is.
    pub superior_name: String,
    /// Its version.
    pub version: i64,
    /// The day from which it holds.
    pub from: Date,
    /// Where the unit's own is looser.
    pub found: Vec<Looseness>,
}

/// Where a unit's own catalogue is looser than what holds above it now or soon; empty when it has none of its own.
pub async fn too_loose(app: &App, unit: UnitId, track: Track) -> Result<Vec<TooLoose>> {
    let mut tx = app.view().await?;
    too_loose_in(app, &mut tx, unit, track).await
}

pub(super) async fn too_loose_in(
    app: &App,
    tx: &mut Tx,
    unit: UnitId,
    track: Track,
) -> Result<Vec<TooLoose>> {
    let mut told = Vec::new();
    let own = store::own(tx, unit, track).await?;
    let superior = organisation::store::unit(tx, unit)
        .await?
        .and_then(|unit| unit.superior);
    let (Some(last), Some(superior)) = (own.first(), superior) else {
        return Ok(told);
    };
    let own = rulebook::of_in(app, tx, last.id).await?;
    for above in templates(app, tx, superior, track).await? {
        let found = own.looser_than(&*rulebook::of_in(app, tx, above.id).await?);
        if !found.is_empty() {
            let unit = organisation::store::unit(tx, above.unit).await?;
            told.push(TooLoose {
                superior_name: unit.map(|unit| unit.name).unwrap_or_default(),
                version: above.version,
                from: above.from,
                found,
            });
        }
    }
    Ok(told)
}

/// What holds for a unit today, and what is to hold later, from wherever in its line it comes.
async fn templates(app: &App, tx: &mut Tx, unit: UnitId, track: Track) -> Result<Vec<Own>> {
    let today = app.today();
    let mut found = Vec::new();
    for unit in organisation::store::line(tx, unit).await? {
        let own = store::own(tx, unit, track).await?;
        let holds = own.iter().find(|version| version.from <= today).cloned();
        found.extend(own.into_iter().filter(|version| today < version.from));
        if let Some(holds) = holds {
            found.push(holds);
            break;
        }
    }
    Ok(found)
}

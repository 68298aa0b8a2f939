//! The release of an approved plan: from here on it is a disclosure, and only the reader looks at it.

pub(crate) mod store;

use domain::decision::Decision;
use domain::ids::{DisclosureId, PlanId};
use domain::plan::{Exhibit, Nameplate};
use domain::refusal::PlanRefusal;
use domain::words::Track;

use crate::{App, Change, Error, Result, plan};

/// Releases a plan whose time has come. A plan that was released already is left alone.
pub(crate) async fn release_when_due(app: &App, plan: PlanId) -> Result<()> {
    let outcome = app
        .change(None, async |change| release_in(change, plan).await)
        .await;
    match outcome {
        Ok(_) | Err(Error::Refused(PlanRefusal::WrongState(_))) => Ok(()),
        Err(error) => Err(error),
    }
}

pub(crate) async fn release_in(change: &mut Change<'_>, plan: PlanId) -> Result<DisclosureId> {
    let loaded = plan::load(change.app, &mut change.tx, plan).await?;
    // the gate is asked about the moment that was approved: coming late is nobody's mistake
    let admission = loaded.admission(change.app, loaded.planned().unwrap_or(change.now))?;
    let nameplate = nameplate(change.app, loaded.matter.track);
    let exhibit = Exhibit {
        proposal: &loaded.proposal,
        entry: loaded.entry()?,
        corrected: loaded.corrected.as_ref(),
        zone: change.app.zone(),
    };
    let release = loaded.plan.release(nameplate, &exhibit, admission, change.now)?;
    let disclosure = release.disclosure;
    change.record(Decision::Release(release)).await?;
    Ok(disclosure)
}

/// The number tells track and year; the rest is chance, so that a gap in the numbers betrays nothing.
fn nameplate(app: &App, track: Track) -> Nameplate {
    let id = app.new_id();
    let prefix = match track {
        Track::Party => "DW",
        Track::Government => "ZW",
    };
    Nameplate {
        disclosure: DisclosureId(id),
        number: number(app, prefix),
    }
}

/// A number of this year that readers see.
pub(crate) fn number(app: &App, prefix: &str) -> String {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let letters: String = app
        .chance::<8>()
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)))
        .map(|letter| char::from(*letter))
        .collect();
    format!("{prefix}-{}-{letters}", app.today().year())
}

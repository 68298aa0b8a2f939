//! Notices of non-disclosure (不予公开): filed by one person, confirmed by another, looked at again by their day.

mod answer;
mod desk;
mod file;
mod show;
pub(crate) mod store;

pub use answer::{confirm, decline, end};
pub use desk::{Line, Waiting, waiting};
pub use file::{file, renew};
pub use show::{Given, View, show};

use db::Tx;
use domain::actor::{Actor, seat_of_approval};
use domain::ids::{MatterId, PersonId, UnitId, WithholdingId};
use domain::obligation::{About, may_see};
use domain::rulebook::Entry;
use domain::withholding::Notice;
use domain::words::{Authority, Track};

use crate::{App, Error, Result, matter, organisation, plan, rulebook};

/// A notice with what the rules ask about it, for those who see what its unit owes.
async fn notice(
    app: &App,
    tx: &mut Tx,
    (id, actor): (WithholdingId, &Actor),
) -> Result<(Notice, store::Row)> {
    let row = store::notice(tx, id).await?.ok_or(Error::NotFound)?;
    let line = organisation::store::line(tx, row.unit()).await?;
    if !may_see(actor, &line) {
        return Err(Error::NotFound);
    }
    let about = store::about(tx, id).await?;
    let track = row.track()?;
    let entries = entries(app, tx, (row.unit(), track, &row.entry), &about).await?;
    let mut titles = Vec::new();
    let mut planned = false;
    for one in &about {
        if let About::Stage(matter, stage) = *one {
            titles.extend(matter::store::matter(tx, matter).await?.map(|found| found.title));
            planned |= plan::store::is_under_way(tx, matter, stage).await?;
        }
    }
    // what the catalogue does not know any more, the superior decides, and nobody else hears of it; of several, one that
    // is the superior's takes the others along, and they are told to as few as the narrowest
    let known: Option<Vec<Entry>> = entries.into_iter().collect();
    let is_own = |entry: &Entry| entry.authority == Authority::Unit;
    let own = known.as_ref().is_some_and(|entries| entries.iter().all(is_own));
    let authority = if own { Authority::Unit } else { Authority::Superior };
    let narrowest = known.and_then(|entries| entries.iter().map(|entry| entry.narrowest).min());
    let notice = Notice {
        id,
        unit: row.unit(),
        track,
        entry: row.entry.clone(),
        about,
        titles,
        standing: row.standing()?,
        asked_by: row.asked_by(),
        asked_for: row.asked_for_person.map(PersonId),
        seat: seat_of_approval(authority, row.unit(), line.get(1).copied()),
        narrowest,
        planned,
        renewal_asked: store::is_renewal_asked(tx, id).await?,
    };
    Ok((notice, row))
}

/// The entry as it holds for each of what is withheld: a matter keeps the rules it was opened under, and its amount may
/// make them stricter.
async fn entries(
    app: &App,
    tx: &mut Tx,
    (unit, track, key): (UnitId, Track, &str),
    about: &[About],
) -> Result<Vec<Option<Entry>>> {
    let mut entries = Vec::with_capacity(about.len());
    for one in about {
        entries.push(match one {
            About::Stage(matter, _) => entry_of_matter(app, tx, *matter).await?,
            About::Period { .. } | About::Standing => {
                let rules = rulebook::in_force_in(app, tx, unit, track).await?;
                rules.and_then(|rules| rules.rules.entry(key).cloned())
            }
        });
    }
    Ok(entries)
}

async fn entry_of_matter(app: &App, tx: &mut Tx, matter: MatterId) -> Result<Option<Entry>> {
    let Some(found) = matter::store::matter(tx, matter).await? else {
        return Ok(None);
    };
    let rules = rulebook::of_in(app, tx, found.rulebook).await?;
    Ok(rules.entry_for(&found.entry, found.amount))
}

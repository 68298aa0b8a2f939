//! The audit: the journal replayed into an empty database must give the same rows. Whatever it cannot explain was
//! changed behind the platform's back.

mod attachments;
mod chain;
mod compare;
mod findings;
mod held;
mod leaves;
mod published;
mod replay;
mod runs;
mod scratch;
pub(crate) mod store;
mod watch;

pub use findings::{Fault, Findings};
pub use runs::{Run, run_when_due, runs};
pub use store::{Kind, MACHINERY, SOURCES, TABLES, Table};

pub use watch::watch;

use db::Tx;

use crate::{App, Result};
use findings::Progress;
use held::Held;
use scratch::Scratch;

/// Replays the journal beside the platform and compares every row; `progress` hears how far it is, of how much.
///
/// It looks at one consistent state of the database and may run while people work.
pub async fn run(app: &App, progress: impl FnMut(u64, u64)) -> Result<Findings> {
    // asked first: what is confirmed and published while this runs is not in the state that it looks at
    let held = Held::ask(app).await?;
    let mut platform = app.view().await?;
    let mut findings = Findings::default();
    let mut progress = Progress::new(store::size(&mut platform).await?, progress);
    let scratch = Scratch::new().await?;
    let sources = (&mut platform, &app.files);
    replay::replay(sources, &scratch.db, (&mut findings, &mut progress)).await?;
    let mut replayed = scratch.db.read().await?;
    for table in TABLES.iter().chain([&store::CONTENTS]) {
        compare::compare(
            table,
            (&mut platform, &mut replayed),
            (&mut findings, &mut progress),
        )
        .await?;
    }
    log_in(app, &mut platform, (held, &mut findings)).await?;
    Ok(findings)
}

/// The log's own full check: every signed head against the leaves, the published one and its files against those, and what
/// the witnesses hold against all of it.
pub async fn log(app: &App) -> Result<Findings> {
    let mut findings = Findings::default();
    let held = Held::ask(app).await?;
    log_in(app, &mut app.view().await?, (held, &mut findings)).await?;
    Ok(findings)
}

async fn log_in(app: &App, tx: &mut Tx, (held, findings): (Held, &mut Findings)) -> Result<()> {
    published::check(app, tx, (held.published, findings)).await?;
    held::check(tx, &held.by_witnesses, findings).await
}

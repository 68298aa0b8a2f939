use documents::roster::{self, Roster};
use domain::ids::PersonId;
use domain::refusal::RequestRefusal;

use super::compare::{Comparison, compare};
use super::office::{ROSTER, officer, officer_in, settler};
use super::settle::settle_in;
use super::stored::Stored;
use super::{Mode, Report};
use crate::{App, Error, Result};

/// Takes over a spreadsheet: the same code is the same thing, what the file says holds, what it does not name
/// stays as it is. All of it, or, when a single row is wrong, nothing.
pub async fn import(
    app: &App,
    by: Option<PersonId>,
    file_name: &str,
    bytes: &[u8],
    mode: Mode,
) -> Result<Report> {
    officer_in(app, &mut app.view().await?, by, ROSTER).await?;
    let roster = read(file_name, bytes).await?;
    if mode == Mode::DryRun {
        let mut tx = app.view().await?;
        let comparison = compare(app, &roster, &Stored::load(&mut tx).await?);
        settler(app, &mut tx, by, &comparison.changes).await?;
        return Ok(report(mode, comparison, false));
    }
    app.long_change(by, async |change| {
        officer(change, ROSTER).await?;
        let stored = Stored::load(&mut change.tx).await?;
        let comparison = compare(app, &roster, &stored);
        settler(app, &mut change.tx, by, &comparison.changes).await?;
        let is_sound = comparison.problems.is_empty();
        if is_sound {
            settle_in(change, &comparison.changes).await?;
        }
        Ok(report(mode, comparison, is_sound))
    })
    .await
}

/// Reads on a thread where it may take its time.
async fn read(file_name: &str, bytes: &[u8]) -> Result<Roster> {
    let (file_name, bytes) = (file_name.to_owned(), bytes.to_vec());
    let reading = tokio::task::spawn_blocking(move || roster::read(&file_name, &bytes));
    reading
        .await
        .map_err(Error::failed)?
        .map_err(|unreadable| RequestRefusal::File(unreadable.to_string()).into())
}

fn report(mode: Mode, comparison: Comparison, applied: bool) -> Report {
    let Comparison { counts, problems, .. } = comparison;
    Report {
        mode,
        counts,
        problems,
        applied,
    }
}

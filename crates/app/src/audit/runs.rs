//! Audits that run by themselves, and what they found, for the auditor to read.

use domain::ids::PersonId;
use domain::time::Timestamp;
use domain::words::Duty;

use super::store::{self, RunRow};
use super::{Findings, run};
use crate::organisation::officer_in;
use crate::{App, Result, journal};

/// A full audit is due so long after the one before began.
const HOURS: i64 = 24;

/// An audit that ran by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Whether it looked at everything, or at new lines only.
    pub is_full: bool,
    /// How many lines there were.
    pub size: i64,
    /// How many faults it found.
    pub faults: i64,
    /// What they are, one a line; it never quotes a text.
    pub report: String,
}

/// The last audits that ran by themselves, for the security auditor.
pub async fn runs(app: &App, by: Option<PersonId>, most: i64) -> Result<Vec<Run>> {
    let mut tx = app.view().await?;
    officer_in(app, &mut tx, by, &[Duty::Audit]).await?;
    let told = |row: RunRow| Run {
        began_at: Timestamp(row.began_at),
        ended_at: Timestamp(row.ended_at),
        is_full: row.is_full,
        size: row.size,
        faults: row.faults,
        report: row.report,
    };
    Ok(store::runs(&mut tx, most).await?.into_iter().map(told).collect())
}

/// Runs a full audit when the last one is a day old, and keeps what it found. Whether it ran.
pub async fn run_when_due(app: &App) -> Result<bool> {
    let began_at = app.now();
    let last = store::last_full(&mut app.view().await?).await?;
    if last.is_some_and(|at| began_at < Timestamp(at).plus_seconds(HOURS * 3600)) {
        return Ok(false);
    }
    let findings = run(app, |_, _| {}).await?;
    keep(app, (began_at, true), &findings).await?;
    Ok(true)
}

/// Writes down what an audit found.
pub(super) async fn keep(
    app: &App,
    (began_at, is_full): (Timestamp, bool),
    findings: &Findings,
) -> Result<()> {
    let faults = findings.faults.len() + usize::try_from(findings.unlisted).unwrap_or(usize::MAX);
    let report: Vec<String> = findings.faults.iter().map(ToString::to_string).collect();
    let size = journal::length(app).await?;
    let mut tx = app.db().write().await?;
    let run = RunRow {
        id: app.new_id(),
        began_at: began_at.0,
        ended_at: app.now().0,
        is_full,
        size,
        faults: i64::try_from(faults).unwrap_or(i64::MAX),
        report: report.join("\n"),
    };
    store::save_run(&mut tx, &run).await?;
    Ok(tx.commit().await?)
}

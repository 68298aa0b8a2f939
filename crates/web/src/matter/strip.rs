//! The three stages of a matter in a row. What is hidden and what was never disclosed look the same.

use app::reader::{End, Listed, MatterView, Tombstone};
use domain::rulebook::Entry;
use domain::words::Stage;

use crate::frame::Frame;

/// A stage in the row.
pub(crate) struct Step {
    pub(crate) stage: Stage,
    pub(crate) disclosure: Option<Listed>,
    pub(crate) tombstone: Option<Tombstone>,
    /// In words, whatever the colours say.
    pub(crate) state: &'static str,
    /// Why it was left out.
    pub(crate) reason: Option<String>,
    pub(crate) current: bool,
}

/// The row of a matter, with the stage somebody looks at.
pub(crate) fn of(f: &Frame, matter: &MatterView, entry: Option<&Entry>, current: Option<Stage>) -> Vec<Step> {
    let t = &f.t.reading;
    let owed = |stage| entry.is_none_or(|entry| entry.stages.iter().any(|rule| rule.stage == stage));
    let step = |view: &app::reader::StageView| Step {
        stage: view.stage,
        disclosure: view.disclosure.clone(),
        tombstone: view.tombstone.clone(),
        state: match (&view.disclosure, &view.tombstone, &view.skipped) {
            (Some(_), ..) => t.is_released,
            (_, _, Some(_)) => t.skipped,
            (_, Some(stone), _) => ended(f, &stone.end),
            _ if owed(view.stage) => t.not_released,
            _ => t.not_owed,
        },
        reason: view.skipped.clone().filter(|_| view.disclosure.is_none()),
        current: current == Some(view.stage),
    };
    matter.stages.iter().map(step).collect()
}

/// What happened to what is not shown any more.
fn ended(f: &Frame, end: &End) -> &'static str {
    match end {
        End::DisplayOver { .. } => f.t.withdrawal.display_over,
        _ => f.t.withdrawal.withdrawn,
    }
}

//! The three stages of a matter in a row. What is hidden and what was never disclosed look the same.

use app::reader::{Listed, MatterView};
use domain::rulebook::Entry;
use domain::words::Stage;

use crate::frame::Frame;

/// A stage in the row.
pub(crate) struct Step {
    pub(crate) stage: Stage,
    pub(crate) disclosure: Option<Listed>,
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
        state: match (&view.disclosure, &view.skipped) {
            (Some(_), _) => t.is_released,
            (None, Some(_)) => t.skipped,
            (None, None) if owed(view.stage) => t.not_released,
            (None, None) => t.not_owed,
        },
        reason: view.skipped.clone().filter(|_| view.disclosure.is_none()),
        current: current == Some(view.stage),
    };
    matter.stages.iter().map(step).collect()
}

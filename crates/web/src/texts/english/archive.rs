use domain::refusal::ArchiveRefusal as Refusal;

use super::plan;

/// Why a year is not closed.
pub(in crate::texts) fn archive(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Archived(year) => format!("{year} has been archived already."),
        Refusal::YearNotOver(year) => format!("{year} is not over yet; archive it in the year after."),
        Refusal::Open(matters) => format!(
            "{} matters are still open, so the year cannot be archived: {}. Release their other stages, or leave them out with a reason.",
            matters.len(),
            matters.join(", ")
        ),
        Refusal::Plan(refusal) => plan(refusal),
    }
}

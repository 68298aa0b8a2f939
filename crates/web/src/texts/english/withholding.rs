use domain::refusal::WithholdingRefusal as Refusal;
use domain::words::WithholdingGround as Ground;

use super::plan;

/// Why a notice of non-disclosure is not filed, confirmed, ended or renewed.
pub(in crate::texts) fn withholding(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NothingChosen => "Please choose at least one thing to withhold.".into(),
        Refusal::GroundMissing => "Please choose a ground from the list.".into(),
        Refusal::WordsMissing => {
            "Please say how or why this was found, in a sentence at least, without telling what is withheld."
                .into()
        }
        Refusal::NoteReveals => {
            "The text names the matter. It must not reveal what is withheld; please write it differently."
                .into()
        }
        Refusal::DayMissing => "Please choose the day by which it is looked at again.".into(),
        Refusal::DayOutside { latest } => {
            format!(
                "That day has to come after today, {latest} at the latest: what is withheld is looked at once a year at least."
            )
        }
        Refusal::NotOwed => {
            "Some of it has been disclosed or excused already and need not be withheld.".into()
        }
        Refusal::FiledAlready => "Some of it is withheld already, or waits to be confirmed.".into(),
        Refusal::Planned => {
            "A plan for some of it is in review or approved. Please send that plan back first.".into()
        }
        Refusal::NothingAsked => {
            "This notice does not wait for an answer now; somebody else may have answered it.".into()
        }
        Refusal::OwnNotice => {
            "A notice takes two persons: you filed it, so another approver has to confirm.".into()
        }
        Refusal::NotInForce => "This notice does not hold now, so it cannot end or go on.".into(),
        Refusal::Plan(refusal) => plan(refusal),
    }
}

/// The word of a ground.
pub(in crate::texts) fn withholding_ground(ground: Ground) -> &'static str {
    match ground {
        Ground::StateSecret => "State secret",
        Ground::WorkSecret => "Work secret",
        Ground::CommercialSecret => "Commercial secret",
        Ground::Privacy => "Personal privacy",
        Ground::Forbidden => "Laws or regulations forbid it",
        Ground::Safety => "It may endanger national, public or economic security, or social stability",
        Ground::InternalAffairs => "Internal affairs",
        Ground::InProgress => "Information about work in progress",
        Ground::Unsuitable => "The rules hold it unsuitable for disclosure",
    }
}

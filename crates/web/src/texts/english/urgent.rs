use domain::refusal::UrgentRefusal as Refusal;

use super::plan;

/// Why something is not released before its review is through, or that is not confirmed.
pub(in crate::texts) fn urgent(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotAllowed(Some(why)) => {
            format!(
                "The rules in force allow no urgent release ({why}). Please go through review and approval."
            )
        }
        Refusal::NotAllowed(None) => {
            "The rules in force allow no urgent release. Please go through review and approval.".into()
        }
        Refusal::NothingMissing => {
            "Nothing is missing for this draft, so nothing is urgent; please approve it.".into()
        }
        Refusal::EarlierUnconfirmed => {
            "The urgent release before this one is not confirmed yet. Have it confirmed first, or go through review and approval.".into()
        }
        Refusal::ReasonMissing => "Please say why this cannot wait until the review is through.".into(),
        Refusal::Later => {
            "The plan names a later time, so there is time for the review and no urgent release.".into()
        }
        Refusal::NothingToConfirm => {
            "No urgent release waits for a confirmation here; somebody else may have confirmed it.".into()
        }
        Refusal::OwnRelease => {
            "An urgent release is confirmed by another person: you released it yourself.".into()
        }
        Refusal::Plan(refusal) => plan(refusal),
    }
}

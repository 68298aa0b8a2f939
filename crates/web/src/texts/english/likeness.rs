use domain::refusal::LikenessRefusal as Refusal;

use super::plan;

/// Why a likeness is not explained, answered or closed.
pub(in crate::texts) fn likeness(refusal: &Refusal) -> String {
    match refusal {
        Refusal::WordsMissing => "Please say what it is about, in one sentence at least.".into(),
        Refusal::OutcomeMissing => "Please choose what was found.".into(),
        Refusal::NotSupervising => {
            "It is closed by somebody who supervises or sits on a discipline body; you may answer for your unit.".into()
        }
        Refusal::DraftsThere => {
            "You draft in this unit and cannot close its likenesses; somebody else who supervises does.".into()
        }
        Refusal::HadAHand => {
            "You drafted, reviewed or approved this text, or answered for the unit, and cannot close it; somebody else who \
             supervises does."
                .into()
        }
        Refusal::ClosedAlready => {
            "It is closed, perhaps by somebody else. When the unit answers once more it can be closed again.".into()
        }
        Refusal::NotReady => {
            "What was released is still being looked through. Please open this page again in a few minutes, and keep a copy of \
             what you have written."
                .into()
        }
        Refusal::Plan(refusal) => plan(refusal),
    }
}

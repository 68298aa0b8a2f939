use domain::refusal::WithdrawalRefusal as Refusal;
use domain::words::Ground;

use super::plan;

/// Why a disclosure is not withdrawn.
pub(in crate::texts) fn withdrawal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::GroundMissing => "Please choose a ground from the list.".into(),
        Refusal::WordsMissing => "Please say what happened, in a sentence at least.".into(),
        Refusal::Withdrawn => "This disclosure has been withdrawn; nothing needs to be asked again.".into(),
        Refusal::AskedAlready => {
            "Somebody has asked already; it waits for the confirmation of an approver.".into()
        }
        Refusal::NothingAsked => {
            "No request waits for an answer now; somebody else may have answered it.".into()
        }
        Refusal::OwnRequest => {
            "A withdrawal takes two persons: you asked, so another approver has to confirm.".into()
        }
        Refusal::NotYours => "Only whoever asked for the withdrawal can take the request back.".into(),
        Refusal::NotWithdrawn => "This disclosure was not withdrawn; it cannot be destroyed.".into(),
        Refusal::Erased => "Its content has been destroyed already.".into(),
        Refusal::GroundKeeps => {
            "Only what was withdrawn for personal data, or because it should not have been disclosed, can be \
             destroyed; everything else is kept for inspection."
                .into()
        }
        Refusal::OwnErasure => {
            "You asked for the withdrawal, so another approver has to destroy the content.".into()
        }
        Refusal::Plan(refusal) => plan(refusal),
    }
}

/// The word of a ground.
pub(in crate::texts) fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Wrong => "The content is wrong",
        Ground::PersonalData => "It concerns personal data",
        Ground::NotForDisclosure => "It should not have been disclosed",
        Ground::Superior => "The superior unit asks for it",
        Ground::Lapsed => "Its time is over or things have changed",
    }
}

use domain::refusal::ProcedureRefusal as Refusal;

/// Why a post, a duty or a unit does not pass to somebody else.
pub(in crate::texts) fn procedure(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotTheHolder => {
            "This person does not hold the post today. Please open the page again and choose anew."
        }
        Refusal::NotYours => {
            "Only the holder of the post, the unit’s approver or an administrator can do this. Please ask one of them."
        }
        Refusal::OnlyForTheAbsent => {
            "For somebody else a deputy is named only while they are away. Please tick “away”, or ask them to do it."
        }
        Refusal::OwnDeputy => {
            "The deputy can be neither the holder of the post nor whoever names the deputy. Please choose another person."
        }
        Refusal::DeputyAdministers => {
            "Whoever looks after the platform has no hand in what is disclosed. Please choose another person."
        }
        Refusal::DeputyFromElsewhere => {
            "This has to be an active person on the unit’s roster, or with a post in it. Please check the code."
        }
        Refusal::DutiesMissing => {
            "Please choose at least one duty for the deputy. Supervision and administration cannot be delegated."
        }
        Refusal::DaysBackwards => "The last day lies before the first or has passed. Please check the days.",
        Refusal::TooLong => "Standing in lasts half a year at most. For longer, hand the post over.",
        Refusal::ReasonMissing => "Please give a reason; the people of the unit will see it.",
        Refusal::ReasonUnusable => "The reason is too long or holds invisible characters. Please write it anew.",
        Refusal::OwnSuccessor => {
            "A post is not handed to oneself or to whoever had it. Please choose another person."
        }
        Refusal::OfficeOfAdministration => {
            "Posts of administration are settled by the security administrator, not handed over here."
        }
        Refusal::TopmostUnit => "The topmost unit cannot be ended.",
        Refusal::EndedAlready => "This unit has ended already.",
        Refusal::SuccessorEnded => "The successor does not exist or has ended. Please choose another unit.",
        Refusal::SuccessorBelow => {
            "The successor can be neither the unit itself nor one below it. Please move that one first, or choose another."
        }
    }
    .to_owned()
}

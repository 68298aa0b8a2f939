use domain::refusal::{FormRefusal, PlanRefusal as Refusal};

use super::words::{duty, review, stage, state};
use super::{admission, unfit};

const TOO_LONG: &str = "This is too long to be kept by itself. Please shorten it or split it.";

/// Why a matter or a plan does not move on.
pub(in crate::texts) fn plan(refusal: &Refusal) -> String {
    match refusal {
        Refusal::DutyMissing(missing) => format!(
            "You do not hold the duty “{}” in this unit. Whoever holds that post has to do this.",
            duty(*missing)
        ),
        Refusal::OwnDraft => "Nobody reviews or approves a plan that they drafted or changed. Another person has to do this.".into(),
        Refusal::OwnMatter => {
            "Whoever opened a matter may not leave out its stages. Another person with the duty of approval has to do this.".into()
        }
        Refusal::StageSkipped(skipped) => {
            format!("The stage “{}” was left out with a reason and is not planned any more.", stage(*skipped))
        }
        Refusal::StageWithheld(withheld) => {
            format!("The stage “{}” is withheld. To disclose it, its approver has to end the notice first.", stage(*withheld))
        }
        Refusal::Unchanged => "This draft was sent back. Please change it as asked before you send it again.".into(),
        Refusal::ReviewedAlready => "You have reviewed this plan, so another person has to approve it.".into(),
        Refusal::DecidedHere
        | Refusal::DecidesAbove
        | Refusal::EndorsedAlready
        | Refusal::EndorsementMissing
        | Refusal::SuccessorDoesNotDraft
        | Refusal::SuccessorHasJudged => hands(refusal).into(),
        Refusal::Stale { seen, now } => format!(
            "The plan was changed after you opened it (you saw draft {seen}, now it is draft {now}). What you typed is not lost: compare it with the new draft and send it again."
        ),
        Refusal::WrongState(code) => format!("The plan is “{}”; this step is not possible now.", state(code)),
        Refusal::NotOnTheRoute(kind) => format!("The route of this entry has no “{}”.", review(*kind)),
        Refusal::ReviewMissing(kind) => {
            format!("“{}” of this draft is still missing, so it cannot be approved.", review(*kind))
        }
        Refusal::ReviewGiven(kind) => format!("“{}” of this draft has been given already.", review(*kind)),
        Refusal::ReasonMissing => "Sending back needs a reason, so that the drafter knows what to change.".into(),
        Refusal::ReasonTooLong { length } => {
            format!("Your words have {length} characters; 2000 at most. Please shorten them.")
        }
        Refusal::NoEntry(key) => {
            format!("The entry “{key}” is not in the catalogue in force. Please choose one that is.")
        }
        Refusal::StageNotOwed(owed) => format!("This entry does not ask for the stage “{}”.", stage(*owed)),
        Refusal::StagePlanned(planned) => {
            format!("There is a plan for the stage “{}” already. Please go on with that one.", stage(*planned))
        }
        Refusal::StageDone(done) => {
            format!("The stage “{}” has been released and cannot be left out any more.", stage(*done))
        }
        Refusal::ChangeNoteMissing => {
            "A correction has to say what it changes and why. Whoever reads it will see these words.".into()
        }
        Refusal::NotAdmitted(refusals) => {
            let sentences: Vec<_> = refusals.iter().map(admission).collect();
            format!("The last gate stays shut: {}", sentences.join(" "))
        }
        Refusal::WordsUnfit(refusals) => unfit(refusals),
        Refusal::MatterShown | Refusal::MatterJudged | Refusal::MatterBegun | Refusal::DraftKept => {
            too_late(refusal).into()
        }
        Refusal::AutosaveTooLong => TOO_LONG.into(),
        Refusal::Form(refusal) => form(refusal),
    }
}

/// Why something is not taken back or called otherwise any more.
fn too_late(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::MatterShown => {
            "A stage of this matter was released or left out, so its name is known and cannot be changed any more."
        }
        Refusal::MatterJudged => {
            "A plan of this matter is in review or waits for its release, so the name cannot be changed now. Have it sent back first."
        }
        Refusal::MatterBegun => {
            "Something has begun of this matter, so it cannot be struck out. Where there are drafts only, discard them first; whatever was sent to review, released, left out, excused or withheld stays on record."
        }
        _ => {
            "Only a draft that was never released and that nobody has judged can be discarded. This one stays on record: go on with it, or simply do not send it."
        }
    }
}

/// Who may not take this step on the way up, or take the plan over.
fn hands(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::DecidedHere => "The unit decides this itself: please approve it directly.",
        Refusal::DecidesAbove => {
            "You decide this plan after it goes up, so the unit’s view is not yours to give."
        }
        Refusal::EndorsedAlready => "The unit’s view on this draft is there; now the superior decides.",
        Refusal::EndorsementMissing => {
            "This is beyond the unit’s authority and still lacks the view of the unit’s approver. Please wait for it."
        }
        Refusal::SuccessorDoesNotDraft => {
            "The new drafter has to be another person with the duty of drafting in this unit. Please choose again."
        }
        _ => {
            "This person has reviewed or approved the plan and cannot draft it. Please choose somebody else."
        }
    }
}

/// What a form may not hold.
pub(in crate::texts) fn form(refusal: &FormRefusal) -> String {
    match refusal {
        FormRefusal::NameMissing => "The name of the matter must not be empty. Please fill it in.".into(),
        FormRefusal::NameTooLong { length } => {
            format!("The name of the matter has {length} characters; 100 at most. Please shorten it.")
        }
        FormRefusal::TitleMissing => "The title must not be empty. Please fill it in.".into(),
        FormRefusal::TitleTooLong { length } => {
            format!("The title has {length} characters; 100 at most. Please shorten it.")
        }
        FormRefusal::BodyTooLong { length } => {
            format!(
                "The text has {length} characters; 50000 at most. Please split it or attach it as a file."
            )
        }
        FormRefusal::Unreadable => {
            "The text holds invisible control characters. Please delete them and send it again.".into()
        }
        FormRefusal::BasisTooLong { length } => {
            format!("The basis has {length} characters; 2000 at most. Please shorten it.")
        }
        FormRefusal::NoteTooLong { length } => {
            format!("The note on the change has {length} characters; 2000 at most. Please shorten it.")
        }
        FormRefusal::AudienceUnknown => "A part of the audience does not exist. Please choose again.".into(),
        FormRefusal::AudienceMissing => "No audience is chosen. Please choose at least one.".into(),
        FormRefusal::AudienceTooLong => {
            "An audience has 20 lines at most. Please use groups or units.".into()
        }
    }
}

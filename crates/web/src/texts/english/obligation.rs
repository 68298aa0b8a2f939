use domain::refusal::ObligationRefusal as Refusal;

use super::unfit;
use super::words::duty;

/// Why an obligation is not excused.
pub(in crate::texts) fn obligation(refusal: &Refusal) -> String {
    match refusal {
        Refusal::DutyMissing(missing) => format!(
            "You do not hold the duty “{}” that this step needs. Whoever holds that post has to do this.",
            duty(*missing)
        ),
        Refusal::NotOpen => "This has been disclosed or excused already; there is nothing to ask.".into(),
        Refusal::Asked => "The unit has asked already. Please wait for the superior’s answer.".into(),
        Refusal::OwnExcuse => {
            "Nobody answers what they asked themselves. Another approver has to do this.".into()
        }
        Refusal::Ruled => "There is an answer already; it cannot be given again.".into(),
        Refusal::WordsMissing => {
            "Please say why: why it should not be disclosed, or why you consent or decline.".into()
        }
        Refusal::WordsTooLong { length } => {
            format!("Your words have {length} characters; 2000 at most. Please shorten them.")
        }
        Refusal::Unreadable => {
            "The text holds invisible control characters. Please delete them and send it again.".into()
        }
        Refusal::WordsUnfit(refusals) => unfit(refusals),
    }
}

use domain::refusal::AccountRefusal as Refusal;

/// Why an account is not opened or changed.
pub(in crate::texts) fn account(refusal: &Refusal) -> String {
    let sentence = match refusal {
        Refusal::Code => "The one-time code or recovery code is wrong. Please type it again.",
        Refusal::CodeUsed => {
            "This one-time code was used before. Please wait for the next one (30 seconds at most)."
        }
        Refusal::PasswordThere => {
            "They have a password. To have another one chosen, please ask for a reset, which a second administrator confirms."
        }
        Refusal::PasswordMissing => {
            "They have no password yet, so there is nothing to reset. The security administrator makes a first sign-in link."
        }
        Refusal::ResetWaits => "A reset of theirs waits for confirmation already.",
        Refusal::ResetSettled => "This reset is settled. Please ask for another one if it is needed.",
        Refusal::OwnReset => {
            "Nobody asks for or confirms their own reset. Please leave it to two other administrators."
        }
        Refusal::SecondPerson => {
            "Whoever asked for a reset does not confirm it. Please leave it to another security administrator."
        }
    };
    sentence.into()
}

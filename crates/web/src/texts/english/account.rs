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
        Refusal::Passkey => {
            "The passkey did not pass the checks. Please try once more; if it stays like this, sign in with code and password and tell an administrator."
        }
        Refusal::PasskeyLost => "This took too long or was used before. Please start again.",
        Refusal::PasskeyThere => "This passkey is registered already.",
        Refusal::PasskeyTooMany => {
            "There are 10 passkeys, which is the most. Please remove one that you do not use."
        }
        Refusal::ProviderSilent => {
            "The identity provider does not answer at present. Please try again later."
        }
        Refusal::ProviderAnswer => {
            "The identity provider’s answer did not pass the checks, and nobody was signed in. Please start once more; if it stays like this, please tell an administrator."
        }
        Refusal::ProviderDeclined => "You did not finish signing in at the identity provider.",
        Refusal::ProviderLost => "This sign-in has expired or was used before. Please start again.",
        Refusal::ProviderStranger => {
            "The identity provider knows you, but no active person on the roster here goes by that name, so you cannot sign in. Please ask your unit’s administrator."
        }
    };
    sentence.into()
}

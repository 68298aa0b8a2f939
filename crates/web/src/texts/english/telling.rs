use domain::refusal::TellingRefusal as Refusal;

/// Why people cannot be told that way.
pub(in crate::texts) fn telling(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Address => {
            "The mail address is incomplete or holds characters that cannot be used. Please check it."
        }
        Refusal::Code => "The code is wrong or too old. Please look at the mail again, or ask for another.",
        Refusal::TooSoon => "A code was sent a moment ago. Please try again in a minute.",
        Refusal::NoServer => {
            "No mail server has been set for this platform, so no mail can be sent; news can still be read here."
        }
        Refusal::Link => "The address has to begin with http:// or https:// and hold no spaces.",
        Refusal::Server => "Please give the server’s name and a port between 1 and 65535.",
        Refusal::SecondPerson => {
            "A way out takes two persons: you asked, so the security administrator has to confirm."
        }
        Refusal::Label => "Please give a name of at most 60 characters.",
    }
    .into()
}

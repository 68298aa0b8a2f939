use domain::refusal::RequestRefusal as Refusal;

/// Why what was sent cannot be used.
pub(in crate::texts) fn request(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Cursor => {
            "This place in the list is unknown. Please start again from the first page.".into()
        }
        Refusal::Filter => "This filter is unknown. Please choose again.".into(),
        Refusal::Address => {
            "The parameters of this address are unknown. Please follow a link on a page.".into()
        }
        Refusal::Form => {
            "What was sent is incomplete or cannot be read. Please go back and fill it in again.".into()
        }
        Refusal::ForeignForm => {
            "This was not sent from a page of this platform and was refused. Please go back to our page and send it again.".into()
        }
        Refusal::Control => {
            "What you typed holds invisible control characters. Please delete them and send it again.".into()
        }
        Refusal::Credentials => "Code or password is wrong. Please type them again.".into(),
        Refusal::OldPassword => "The old password is wrong. Please type it again.".into(),
        Refusal::SamePassword => "The new password is the old one. Please choose another.".into(),
        Refusal::PasswordTooShort { length, shortest } => {
            format!(
                "The password has {length} characters; at least {shortest} are needed. A sentence will do."
            )
        }
        Refusal::PasswordTooLong { length, longest } => {
            format!("The password has {length} characters; {longest} at most. Please shorten it.")
        }
        Refusal::PasswordTelling => {
            "The password must not hold your own code or name. Please choose another.".into()
        }
        Refusal::PasswordCommon => "This password is too common. Please choose another.".into(),
        Refusal::Enacted { title, version } => {
            format!(
                "Version {version} of “{title}” is in force and cannot be changed; please raise the version."
            )
        }
        Refusal::TooManyLines { most } => {
            format!("More than {most} lines. Please choose a shorter time or a filter, and export again.")
        }
        Refusal::NoFont => "No Chinese font is installed on the server, so the notice cannot be set. Please ask the administrator to install one (Noto Serif CJK, for example).".into(),
        Refusal::CalendarForgets { year } => format!(
            "The new calendar lacks the year {year}, which the present one has. Please add the new year to the present calendar."
        ),
        Refusal::SetUp => {
            "A rulebook is put in force directly only when the platform is set up. Once work has begun it is drafted, checked and filed with the superior.".into()
        }
        Refusal::CalendarKnown => "This calendar is the same as the present one.".into(),
        Refusal::File(sentence) => sentence.clone(),
    }
}

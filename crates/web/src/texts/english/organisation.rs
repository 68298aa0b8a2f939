use domain::refusal::OrganisationRefusal as Refusal;

use super::words;

/// Why the organisation is not changed.
pub(in crate::texts) fn organisation(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NameMissing => "The name must not be empty. Please fill it in.".into(),
        Refusal::NameTooLong { length } => {
            format!("The name has {length} characters; 60 at most. Please shorten it.")
        }
        Refusal::NameUnreadable => {
            "The name holds invisible control characters. Please delete them and type it again.".into()
        }
        Refusal::SecondRoot { first, second } => format!(
            "{first} and {second} both have no superior unit. Only the topmost may have none: please give the others their superior’s code."
        ),
        Refusal::SuperiorMissing { unit } => {
            format!("The superior of unit {unit} does not exist. Please check its code.")
        }
        Refusal::Circle { members } => format!(
            "The units {} are each other’s superiors. Please correct the superior of one of them.",
            members.join(", ")
        ),
        Refusal::Unknown { code, .. } => format!("“{code}” does not exist. Please check the code."),
        Refusal::EndsBeforeItBegins => "The last day lies before the first. Please check.".into(),
        Refusal::NotTogether { person, one, other } => format!(
            "{person} cannot have “{}” and “{}” at once: the system administrator, the security administrator and the security auditor are three persons without any other post. Please arrange the posts otherwise.",
            words::duty(*one),
            words::duty(*other)
        ),
        Refusal::ForTheSecurityAdministrator => {
            "The posts of the three administrators, and who holds them, are for the security administrator to settle.".into()
        }
        Refusal::ForTheSystemAdministrator => {
            "Units, persons, other posts and groups are for the system administrator to settle; the security administrator settles the posts of the three administrators alone.".into()
        }
    }
}

use domain::refusal::ImportDoubt as Doubt;

/// What is missing or uncertain in a row of a catalogue table.
pub(in crate::texts) fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::FilledDown(name) => {
            format!("The first-level matter is blank; “{name}” of the row above was taken.")
        }
        Doubt::NameFromFirst(name) => format!("There is no second-level matter; “{name}” became the name."),
        Doubt::NoElements => "No content is given; please fill it in.".into(),
        Doubt::NoBasis => "No basis is given; please fill it in.".into(),
        Doubt::NoArticle(document) => {
            format!("The basis “{document}” names no article; the whole document was taken. Please check.")
        }
        Doubt::NoResponsible => "Nobody is named as responsible; please fill in the post.".into(),
        Doubt::NoDeadline => "No time limit is given; please fill it in.".into(),
        Doubt::DeadlineAssumed { words, days } => {
            format!("The time limit “{words}” has no number; {days} working days were taken. Please check.")
        }
        Doubt::DeadlineUnclear(words) => {
            format!("The time limit “{words}” cannot be counted in days and was left out; please fill it in.")
        }
        Doubt::DeadlineIsRhythm(words) => {
            format!("The time limit “{words}” says how often; it became the rhythm, and no days were set.")
        }
        Doubt::GuessedBox => "A 口 was taken for an empty box. Please check.".into(),
        Doubt::NoAudience => "No audience was recognised; the unit was taken. Please check.".into(),
        Doubt::AudienceGroup(words) => format!("The audience “{words}” became a named group. Please check."),
        Doubt::UnknownChannel(words) => format!("The channel “{words}” is no way of ours and was left out."),
        Doubt::NoChannel => "No channel is ticked; only this platform was set.".into(),
        Doubt::NoPlace(words) => format!("An entry has no place for “{words}”; it is kept in this report."),
        Doubt::OnRequest => "Disclosed on application only, so it is not in this catalogue.".into(),
        Doubt::Known(key) => format!(
            "It has the name of entry {key} in the catalogue in force; key, stages, reviews and authority are taken over."
        ),
        Doubt::Twice(row) => format!("It has the name of row {row} and was not entered twice."),
    }
}

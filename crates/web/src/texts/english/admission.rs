use domain::attachment::Place;
use domain::personal_data::Kind;
use domain::refusal::AdmissionRefusal as Refusal;
use domain::words::Scope;
use jiff::civil::Date;

use super::words::{personal, place as place_word, scope, stage};

/// Why the last gate stays shut.
pub(in crate::texts) fn admission(refusal: &Refusal) -> String {
    match refusal {
        Refusal::ElementsMissing(elements) => format!(
            "Elements are missing: {}. Write them and tick them in the checklist.",
            elements.join(", ")
        ),
        Refusal::TextMissing => "Title and text must not be empty. Please write them.".into(),
        Refusal::BasisMissing => "The basis of the disclosure is missing. Please name it.".into(),
        Refusal::TooWide { asked, widest } => format!(
            "The audience “{}” is wider than this entry allows (“{}” at most). Please narrow it.",
            scope(*asked),
            scope(*widest)
        ),
        Refusal::TooNarrow(narrowest) => format!(
            "The audience is too narrow: this entry asks for “{}” at least. Please widen it.",
            scope(*narrowest)
        ),
        Refusal::MembersFirst { days, earliest } => format!(
            "Members come before the public: release to the members first and to the public at least {days} days later, on {earliest} at the earliest."
        ),
        Refusal::EarlierStageMissing(missing) => format!(
            "The stage “{}” has neither been released nor left out with a reason, so no later stage can be released.",
            stage(*missing)
        ),
        Refusal::NoticeRunning {
            stage: on,
            days,
            until,
        } => format!(
            "The notice period of the stage “{}” is {days} working days and ends on {until}; this stage can be released after that.",
            stage(*on)
        ),
        Refusal::CalendarUnknown(year) => format!(
            "The holidays of {year} have not been published, so the notice period cannot be computed. The administrator imports the calendar once it is there."
        ),
        Refusal::PrerequisiteMissing(key) => {
            format!(
                "This entry can be disclosed only after the catalogue entry “{key}”. Please disclose that one first."
            )
        }
        Refusal::PersonalData { kind, found } => in_text(*kind, found),
        Refusal::BlankLeft(what) => {
            format!("A blank of the template is left ({what}). Please fill it in or delete it.")
        }
        Refusal::AttachmentPersonalData {
            name,
            kind,
            place,
            found,
            count,
        } => attached(name, (*kind, *place), (found, *count)),
        Refusal::Classified(mark) => format!(
            "The text bears the mark of classification “{mark}”. Nothing classified may be entered here: delete it at once and handle it by the secrecy rules."
        ),
        Refusal::ChangeNoteMissing => NOTE_MISSING.into(),
        Refusal::NarrowerThanBefore(lost) => narrower(*lost),
        Refusal::DisplayTooShort { earliest } => too_short(*earliest),
        Refusal::InThePast => {
            "The release time lies in the past. Leave it empty to release as soon as it is approved, or choose a later time.".into()
        }
    }
}

/// What stands in words that somebody gives with a deed and must not stand there.
pub(in crate::texts) fn unfit(refusals: &[Refusal]) -> String {
    let found = |refusal: &Refusal| match refusal {
        Refusal::PersonalData { kind, found } => {
            format!("what seems to be personal data ({}: {found})", personal(*kind))
        }
        Refusal::Classified(mark) => {
            format!("the mark of classification “{mark}” (nothing classified may be entered here)")
        }
        Refusal::BlankLeft(blank) => format!("a blank that was not filled in ({blank})"),
        other => admission(other),
    };
    let found: Vec<_> = refusals.iter().map(found).collect();
    format!(
        "What you typed holds {}. Others read these words: please delete or rewrite that, and send it again.",
        found.join(", ")
    )
}

const NOTE_MISSING: &str = "The note on the change is missing. Write what is changed and why; whoever reads the disclosure will see it.";

fn narrower(lost: Scope) -> String {
    format!(
        "Fewer people would see the new version: “{}” saw the old one and would not see the correction, or only later. Restore the audience, or say why it is narrower.",
        scope(lost)
    )
}

fn too_short(earliest: Date) -> String {
    format!(
        "The display is too short: the notice period of this entry lasts until {earliest}, and the display cannot end before."
    )
}

fn attached(name: &str, (kind, place): (Kind, Place), (found, count): (&str, usize)) -> String {
    format!(
        "The attachment “{name}” seems to hold personal data ({}, {}: {found}; {count} in all). Please attach a masked file instead, or write a reason on the page of attachments.",
        place_word(place),
        personal(kind)
    )
}

fn in_text(kind: Kind, found: &str) -> String {
    format!(
        "The text seems to hold personal data ({}: {found}). Please mask it before release.",
        personal(kind)
    )
}

use domain::refusal::{CatalogueRefusal as Refusal, Looseness, Looser};
use domain::rulebook::DayUnit;

use super::words;

/// Why a catalogue's version does not move on.
pub(in crate::texts) fn catalogue(refusal: &Refusal) -> String {
    match refusal {
        Refusal::DutyMissing(duty) => format!(
            "You do not hold the duty “{}” that this step needs. Please leave it to whoever holds that post.",
            words::duty(*duty)
        ),
        Refusal::UnderWay => {
            "A version of this track is already on its way in the unit; please open that one.".into()
        }
        Refusal::Stale { seen, now } => format!(
            "This version changed after you opened it (you saw draft {seen}, now it is {now}). Please look at the new one."
        ),
        Refusal::WrongState(state) => format!(
            "This version is in the state “{}”; the step cannot be taken now.",
            words::catalogue_state(*state)
        ),
        Refusal::OwnDraft => {
            "You drafted this version, so another person has to check, file or accept it.".into()
        }
        Refusal::CheckedAlready => "You checked this version, so another person has to file or accept it.".into(),
        Refusal::FiledAlready => "You filed this version, so another person has to answer the filing.".into(),
        Refusal::Gaps(keys) => format!(
            "Something is still to be filled in in the entries {}. Please complete them first.",
            keys.join(", ")
        ),
        Refusal::Looser(found) => {
            let told: Vec<_> = found.iter().map(looseness).collect();
            format!("It is looser than the superior’s catalogue and cannot be sent on: {}", told.join(" "))
        }
        Refusal::ReasonMissing => "Whoever sends something back has to say why.".into(),
        Refusal::WordsTooLong { length } => {
            format!("The opinion has {length} characters; 2000 at most. Please shorten it.")
        }
        Refusal::Unreadable => {
            "The opinion holds invisible control characters. Please delete them and send it again.".into()
        }
        Refusal::OtherTrack => "This file is a catalogue of the other track. Please choose one of this track.".into(),
        Refusal::NoEntry(key) => format!("This version has no entry “{key}”. Please choose again."),
        Refusal::NoBase => "There is no catalogue to begin from. Please choose a starter.".into(),
        Refusal::NoTable => {
            "No catalogue was found in this table: its first 15 rows should hold headings such as 公开事项 and 公开内容.".into()
        }
    }
}

/// Where a catalogue is looser than the superior's.
pub(in crate::texts) fn looseness(found: &Looseness) -> String {
    let from = found.from.map_or_else(String::new, |yuan| {
        format!(" (for matters of {} yuan and more)", yuan.0)
    });
    if found.key.is_empty() {
        return format!("Catalogue “{}”: {}.", found.name, looser(&found.looser));
    }
    format!(
        "Entry {} “{}”: {}{from}.",
        found.key,
        found.name,
        looser(&found.looser)
    )
}

fn looser(looser: &Looser) -> String {
    match looser {
        Looser::Dropped => "it was removed; entries of the superior’s catalogue stay".into(),
        Looser::WidestNarrower { own, superior } | Looser::NarrowestNarrower { own, superior } => {
            let which = match looser {
                Looser::WidestNarrower { .. } => "the widest audience",
                _ => "the narrowest audience",
            };
            let (own, superior) = (words::scope(*own), words::scope(*superior));
            format!("{which} is “{own}”, the superior’s is “{superior}”; it must not shrink")
        }
        Looser::WidestWider { own, superior } => format!(
            "the widest audience is “{}”, more than the superior’s “{}” allows",
            words::scope(*own),
            words::scope(*superior)
        ),
        Looser::MembersFirstShorter { own, superior } => {
            format!("members come first for {own} days, the superior asks for {superior}")
        }
        Looser::StageDropped(stage) => format!("the stage “{}” is gone", words::stage(*stage)),
        Looser::NoticeShorter { stage, own, superior } => format!(
            "the notice period of “{}” is {own} working days, the superior’s is {superior}",
            words::stage(*stage)
        ),
        Looser::DeadlineDropped => "the time limit is gone".into(),
        Looser::DeadlineElsewhere => "the time limit counts from something else than the superior’s".into(),
        Looser::DeadlineLonger { own, superior } => {
            format!(
                "the time limit is {}, the superior’s is {}",
                days(*own),
                days(*superior)
            )
        }
        Looser::StageDeadlineLonger { stage, own, superior } => format!(
            "the time limit of “{}” is {}, the superior’s is {}",
            words::stage(*stage),
            days(*own),
            days(*superior)
        ),
        Looser::RhythmRarer { own, superior } => format!(
            "the rhythm is “{}”, the superior’s is “{}”; it may only be more frequent",
            words::rhythm(*own),
            words::rhythm(*superior)
        ),
        Looser::ReviewDropped(kind) => format!("the review “{}” is gone", words::review(*kind)),
        Looser::UrgentEasier => {
            "urgent releases are easier than the superior allows; it may forbid them or leave less time"
                .into()
        }
        Looser::AuthorityLowered => "the unit approves itself where the superior reserved it".into(),
        Looser::MajorDropped => "it is not marked as one of the three-major any more".into(),
        Looser::ElementDropped(element) => format!("the element “{element}” is gone"),
    }
}

fn days((days, unit): (u32, DayUnit)) -> String {
    match unit {
        DayUnit::Working => format!("{days} working days"),
        DayUnit::Calendar => format!("{days} days"),
    }
}

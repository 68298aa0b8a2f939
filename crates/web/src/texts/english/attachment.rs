use domain::refusal::AttachmentRefusal as Refusal;

/// Why a file is not attached.
pub(in crate::texts) fn attachment(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Missing => "No file was chosen, or it is empty. Please choose one.".into(),
        Refusal::TooLarge => "The file is larger than 20 MB. Please make its pictures smaller, or split it.".into(),
        Refusal::TooMany => "A plan takes ten files at most. Please remove what is not needed.".into(),
        Refusal::UnknownKind => "Only PDF, Word (.docx), Excel (.xlsx), PNG and JPEG are taken, whatever the name says. Please save it as one of them.".into(),
        Refusal::Damaged => "The file is incomplete or damaged and cannot be checked. Please save it again.".into(),
        Refusal::Swollen => "Unpacked, the file is larger than any usual one. Please open it in an office program and save it again.".into(),
        Refusal::Locked => "The file has a password or is of an old kind (.doc, .xls) and cannot be checked. Please save it as .docx or .xlsx without a password.".into(),
        Refusal::Macros => "The file holds macros, scripts or something else that runs. Please save it without them, or as PDF.".into(),
        Refusal::Embedded => "The file holds another file or object, which cannot be checked. Please turn it into a picture, or attach it by itself.".into(),
        Refusal::PathInside => "The paths inside the file are not in order. Please save it again in an office program.".into(),
        Refusal::TooMuchWork => "Checking this file took more time or memory than allowed and was stopped. Please save it again, or split it.".into(),
        Refusal::Classified(mark) => format!("The file bears the mark of classification “{mark}”. Nothing classified may be entered here: delete it at once and handle it by the secrecy rules."),
        Refusal::NotADocument => "A draft begins with a Word document (.docx) only. Please attach other files instead.".into(),
        Refusal::NothingToExcuse => "No personal data was found in this file, so it needs no reason.".into(),
        Refusal::ReasonMissing => "Please write why these data may be published; reviewers and the approver will see it.".into(),
        Refusal::ReasonTooLong { length } => format!("The reason has {length} characters, 500 are allowed. Please shorten it."),
    }
}

use domain::refusal::PracticeRefusal as Refusal;

/// Why the shelf of practices stays as it is.
pub(in crate::texts) fn practice(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotYours => "Only those who draft or approve in the unit put its disclosures on the shelf or take them off. Please ask them.".into(),
        Refusal::Offered => "This disclosure is on the shelf by now.".into(),
        Refusal::NotOffered => "This disclosure is not on the shelf now. Please reload the page.".into(),
        Refusal::WordsMissing => "Please say what is good about it and what others can follow; other units read these words.".into(),
        Refusal::WordsTooLong { length } => format!("The words have {length} characters, 300 are allowed. Please shorten them."),
        Refusal::Unreadable => "There are control characters in the words that nobody can see. Please delete them and type them again.".into(),
        Refusal::PersonalData(masked) => format!("What seems to be personal data stands in the words ({masked}). Please delete it first."),
        Refusal::Classified(mark) => format!("The words bear the mark of classification “{mark}”. Nothing classified may be entered here: delete it at once and handle it by the secrecy rules."),
    }
}

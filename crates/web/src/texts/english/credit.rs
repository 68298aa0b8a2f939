use domain::refusal::CreditRefusal as Refusal;

/// Why a plan does not credit a source.
pub(in crate::texts) fn credit(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Already => "This disclosure is credited by now; once is enough.",
        Refusal::OwnMatter => "This disclosure is of the same matter, which needs no credit. Please name the one that you learnt from.",
        Refusal::TooMany => "A plan credits at most 20 sources. Please remove those that are not needed.",
    }
    .into()
}

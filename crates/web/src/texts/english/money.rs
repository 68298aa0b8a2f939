use domain::refusal::MoneyRefusal as Refusal;

/// Why a text is no amount of money.
pub(in crate::texts) fn money(refusal: Refusal) -> String {
    match refusal {
        Refusal::Unreadable => "The amount cannot be read. Please write whole yuan, such as 800000.",
        Refusal::TooLarge => "The amount is more than a hundred billion yuan. Please check its digits.",
    }
    .to_owned()
}

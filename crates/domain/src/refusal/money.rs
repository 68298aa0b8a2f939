/// Why a text is no amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyRefusal {
    /// Not a number of whole yuan.
    #[error("金额无法识别，请写成以元为单位的整数，例如 800000，或 80 万。")]
    Unreadable,
    /// More than any matter costs.
    #[error("金额超过一千亿元，请核对位数。")]
    TooLarge,
}

//! Why a source is not credited.

/// Why a plan does not credit a source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditRefusal {
    /// It is credited by now.
    #[error("这份公开件已经注明为出处，不需要重复注明。")]
    Already,
    /// A matter does not borrow from itself.
    #[error("这份公开件就是本事项自己的内容，不用注明出处；请填写借鉴的其他公开件。")]
    OwnMatter,
    /// More than anybody reads.
    #[error("一份公开方案最多注明 20 处出处，请先移除不需要的。")]
    TooMany,
}

//! What an import of a catalogue table could not know for certain, one sentence each.

use serde::{Deserialize, Serialize};

/// What is missing or uncertain in a row of a catalogue table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", content = "what", rename_all = "snake_case")]
pub enum ImportDoubt {
    /// A first-level matter that was left blank.
    #[error("一级事项空白，沿用上一行的“{0}”。")]
    FilledDown(String),
    /// No second-level matter.
    #[error("没有二级事项，以一级事项“{0}”为条目名称。")]
    NameFromFirst(String),
    /// No content elements.
    #[error("没有写公开内容，请补写。")]
    NoElements,
    /// No basis.
    #[error("没有写公开依据，请补写。")]
    NoBasis,
    /// A basis without an article.
    #[error("依据“{0}”没有写明条款，按全文登记，请核对。")]
    NoArticle(String),
    /// Nobody responsible.
    #[error("没有写公开主体，请补写责任岗位。")]
    NoResponsible,
    /// No deadline.
    #[error("没有写公开时限，请补写。")]
    NoDeadline,
    /// A deadline without a number.
    #[error("时限“{words}”没有天数，按 {days} 个工作日登记，请核对。")]
    DeadlineAssumed {
        /// As it was written.
        words: String,
        /// Taken to mean.
        days: u32,
    },
    /// A deadline that nobody can count.
    #[error("时限“{0}”无法换算为天数，没有登记，请补写。")]
    DeadlineUnclear(String),
    /// How often, where by when was asked.
    #[error("时限“{0}”写的是周期，已登记为公开周期，没有登记天数。")]
    DeadlineIsRhythm(String),
    /// A sign that may be a box.
    #[error("“口”按没有勾选的方框理解，请核对。")]
    GuessedBox,
    /// No audience.
    #[error("没有识别出公开对象，按本单位登记，请核对。")]
    NoAudience,
    /// An audience that has no level of its own.
    #[error("公开对象“{0}”按特定群体登记，请核对。")]
    AudienceGroup(String),
    /// A channel that is no way.
    #[error("公开渠道“{0}”没有对应的方式，没有登记。")]
    UnknownChannel(String),
    /// No channel at all.
    #[error("没有勾选公开渠道，只登记本平台。")]
    NoChannel,
    /// Something that an entry has no place for.
    #[error("“{0}”在条目中没有对应项，原文保留在本报告中。")]
    NoPlace(String),
    /// Disclosed on application only.
    #[error("只依申请公开，不列入主动公开目录。")]
    OnRequest,
    /// An entry that is known already.
    #[error("与现行目录条目 {0} 同名，沿用其编号、阶段、审查环节和审批权限。")]
    Known(String),
    /// The same name twice.
    #[error("与第 {0} 行同名，没有重复登记。")]
    Twice(u32),
}

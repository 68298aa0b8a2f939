//! Why a catalogue's version does not move on.

use super::{Looseness, duty_word};
use crate::words::{CatalogueState, Duty};

/// Why a catalogue's version does not move on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueRefusal {
    /// The person holds no post with the duty.
    #[error("您没有办理这一步所需的“{}”职责，请由担任该岗位的人员办理。", duty_word(*.0))]
    DutyMissing(Duty),
    /// One at a time.
    #[error("本单位这一类目录已有一版正在办理，请打开那一版继续。")]
    UnderWay,
    /// It changed since the person looked at it.
    #[error(
        "这一版目录在您打开之后已经修改（您看的是第 {seen} 稿，现在是第 {now} 稿），请对照新稿后再办理。"
    )]
    Stale {
        /// What the person saw.
        seen: i64,
        /// What there is.
        now: i64,
    },
    /// Not in a state for this.
    #[error("这一版目录现在的状态是“{}”，不能进行这一步。", catalogue_state_word(*.0))]
    WrongState(CatalogueState),
    /// Who drafted does not check, file or accept.
    #[error("您起草过这一版目录，不能再审核、报送或备案，请由另一位人员办理。")]
    OwnDraft,
    /// Who checked does not file or accept.
    #[error("您审核过这一版目录，不能再报送或备案，请由另一位人员办理。")]
    CheckedAlready,
    /// Who filed does not answer the filing.
    #[error("您报送过这一版目录，不能再由您备案，请由另一位人员办理。")]
    FiledAlready,
    /// Something is still to be filled in.
    #[error("条目 {} 还有待补的内容，请补全后再送。", .0.join("、"))]
    Gaps(Vec<String>),
    /// A subordinate may be stricter, never looser.
    #[error("比上级的目录宽，不能送出：{}", .0.iter().map(ToString::to_string).collect::<String>())]
    Looser(Vec<Looseness>),
    /// A return needs its reason.
    #[error("退回必须写明理由，让起草人知道怎样修改。")]
    ReasonMissing,
    /// Opinions are read by people.
    #[error("填写的意见有 {length} 个字，最多 2000 个字，请缩短。")]
    WordsTooLong {
        /// In characters.
        length: usize,
    },
    /// Signs that no page can show.
    #[error("填写的意见中有不可见的控制字符，请删除后重新提交。")]
    Unreadable,
    /// The file is of the other track.
    #[error("这份文件是另一类目录，不能作为本目录的新版；请选择同一类目录的文件。")]
    OtherTrack,
    /// The entry is not in this version.
    #[error("这一版目录中没有条目“{0}”，请返回目录重新选择。")]
    NoEntry(String),
    /// Something to begin from is needed.
    #[error("没有找到可以作为底稿的目录，请选择一份起步目录。")]
    NoBase,
    /// A table in which no catalogue was found.
    #[error("表格中没有找到目录：前 15 行内应有“公开事项”“公开内容”等表头，请对照后再试。")]
    NoTable,
}

/// The word of a version's state on a page.
#[must_use]
pub fn catalogue_state_word(state: CatalogueState) -> &'static str {
    match state {
        CatalogueState::Draft => "起草中",
        CatalogueState::InCheck => "审核中",
        CatalogueState::Checked => "审核通过，待报送",
        CatalogueState::Filed => "已报送，待备案",
        CatalogueState::Returned => "已退回",
        CatalogueState::Accepted => "已备案",
    }
}

//! Why a disclosure is not put on the shelf of practices, or not taken off.

/// Why the shelf stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PracticeRefusal {
    /// Only the unit's own drafters and approvers.
    #[error("只有本单位担任“起草”或“审批”职责的人员可以推荐、停止推荐本单位的公开件，请由他们办理。")]
    NotYours,
    /// It is there by now.
    #[error("这份公开件已经在经验交流中，不需要重复推荐。")]
    Offered,
    /// It is not there any more.
    #[error("这份公开件现在不在经验交流中，请刷新页面核对。")]
    NotOffered,
    /// Others want to know why.
    #[error("请写明这份公开件好在哪里、可以借鉴什么，别的单位会看到这段话。")]
    WordsMissing,
    /// They are read by people.
    #[error("推荐语有 {length} 个字，最多 300 个字，请缩短。")]
    WordsTooLong {
        /// In characters.
        length: usize,
    },
    /// Signs that no page can show.
    #[error("推荐语中有不可见的控制字符，请删除后重新填写。")]
    Unreadable,
    /// Nobody reviews these words.
    #[error("推荐语中有疑似个人信息（{0}），请删去后再推荐。")]
    PersonalData(String),
    /// Nor may they be classified.
    #[error("推荐语含有密级或内部标志“{0}”。涉密内容严禁录入本系统，请立即删除并按保密规定处理。")]
    Classified(String),
}

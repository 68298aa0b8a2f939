//! Why a post, a duty or a unit does not pass to somebody else.

/// Why nothing passes to somebody else.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureRefusal {
    /// The one to be stood in for does not hold the post today.
    #[error("这个人今天不担任这一岗位，请刷新页面后重新选择。")]
    NotTheHolder,
    /// Only the holder, the unit's approver and an administrator may.
    #[error("只有岗位上的人本人、本单位审批人或管理员可以办理，请联系他们。")]
    NotYours,
    /// For somebody else only when they are away.
    #[error("只有在岗人员不在岗时，才能由他人代为指定代办人；请勾选“不在岗”，或请其本人办理。")]
    OnlyForTheAbsent,
    /// Nobody deputises for themself, nor appoints themself.
    #[error("代办人不能是岗位上的人本人，也不能是指定代办的人自己，请另选一位。")]
    OwnDeputy,
    /// Who looks after the platform has no hand in what is disclosed.
    #[error("系统管理、安全保密管理、安全审计人员不能代办公开业务，请另选一位。")]
    DeputyAdministers,
    /// The deputy is somebody of the unit.
    #[error("代办人须是本单位名册上或在本单位任职的在册人员，请核对编码。")]
    DeputyFromElsewhere,
    /// None was chosen, or one that cannot be done by somebody else.
    #[error("请至少选择一项由代办人办理的职责；监督和管理职责不能代办。")]
    DutiesMissing,
    /// The last day lies before the first, or behind.
    #[error("代办的止日早于起日或已经过去，请核对日期。")]
    DaysBackwards,
    /// Longer than half a year.
    #[error("代办最长半年，请缩短；更长时间请办理交接。")]
    TooLong,
    /// No reason.
    #[error("请写明理由，本单位的人会看到。")]
    ReasonMissing,
    /// Too long, or signs that no page can show.
    #[error("理由过长或含有不可见的控制字符，请改短后重新填写。")]
    ReasonUnusable,
    /// Nobody hands a post to themself.
    #[error("不能把岗位交给自己或原来的人，请另选接任的人。")]
    OwnSuccessor,
    /// Who administers is settled by the security administrator.
    #[error("管理岗位由安全保密管理员安排，不在这里交接。")]
    OfficeOfAdministration,
    /// The topmost unit has nobody to pass to.
    #[error("最高一级单位不能撤销。")]
    TopmostUnit,
    /// It ended before.
    #[error("这个单位已经撤销，不能再次撤销。")]
    EndedAlready,
    /// The successor is not there any more.
    #[error("承接单位不存在或已经撤销，请另选。")]
    SuccessorEnded,
    /// The successor would hang below nothing.
    #[error("承接单位不能是被撤销的单位本身或其下级，请先移动下级单位，或另选。")]
    SuccessorBelow,
}

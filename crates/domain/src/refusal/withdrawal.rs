use super::PlanRefusal;
use crate::words::Ground;

/// Why a disclosure is not withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WithdrawalRefusal {
    /// No ground was chosen.
    #[error("请从列表中选择撤回的理由。")]
    GroundMissing,
    /// No words.
    #[error("请写明情况，至少一句话。")]
    WordsMissing,
    /// It is gone already.
    #[error("这件公开件已经撤回，不需要再次申请。")]
    Withdrawn,
    /// Somebody asked already.
    #[error("已经有人申请撤回，正在等待审批人确认。")]
    AskedAlready,
    /// There is nothing to answer.
    #[error("现在没有等待确认的撤回申请，可能已经由他人办理。")]
    NothingAsked,
    /// The one who asked does not confirm.
    #[error("撤回须由两个人办理：申请人不能自己确认，请由另一位审批人确认。")]
    OwnRequest,
    /// Somebody else asked.
    #[error("只有申请人本人可以收回撤回申请。")]
    NotYours,
    /// Nothing was withdrawn that could be destroyed.
    #[error("这件公开件没有撤回，不能抹除。")]
    NotWithdrawn,
    /// It was destroyed already.
    #[error("这件公开件的内容已经抹除。")]
    Erased,
    /// What was withdrawn on this ground is kept.
    #[error("只有因“涉及个人信息”或“不应公开”撤回的内容可以抹除，其他撤回的内容须留存备查。")]
    GroundKeeps,
    /// Whoever asked for the withdrawal does not destroy.
    #[error("抹除须由另一个人办理：申请撤回的人不能自己抹除，请由另一位审批人办理。")]
    OwnErasure,
    /// What the procedure of plans says.
    #[error(transparent)]
    Plan(#[from] PlanRefusal),
}

/// The word of a ground on a page.
#[must_use]
pub fn ground_word(ground: Ground) -> &'static str {
    match ground {
        Ground::Wrong => "内容失实",
        Ground::PersonalData => "涉及个人信息",
        Ground::NotForDisclosure => "不应公开",
        Ground::Superior => "上级要求",
        Ground::Lapsed => "期限届满或情况变化",
    }
}

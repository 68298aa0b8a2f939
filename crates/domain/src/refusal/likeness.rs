use super::PlanRefusal;

/// Why a likeness is not explained, answered or closed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LikenessRefusal {
    /// No words.
    #[error("请写明情况，至少一句话。")]
    WordsMissing,
    /// No outcome was chosen.
    #[error("请选择办结的结论。")]
    OutcomeMissing,
    /// Whoever closes it supervises.
    #[error("办结由担任监督或纪委审核职责的人员办理；您可以代表本单位答复。")]
    NotSupervising,
    /// And has no part in the text.
    #[error("您在这个单位起草，不能办结本单位的雷同，请由其他监督人员办理。")]
    DraftsThere,
    /// Nor wrote, reviewed or approved it, nor has answered for it.
    #[error("您起草、审核、审批过这份内容，或者代表单位答复过，不能再由您办结，请由其他监督人员办理。")]
    HadAHand,
    /// It is closed.
    #[error("这一处雷同已经办结，可能已由他人办理；单位再次答复后可以重新办结。")]
    ClosedAlready,
    /// The index is still being made.
    #[error("已公开的内容正在整理，请过几分钟再打开这一页；已经写好的话请先复制保留。")]
    NotReady,
    /// What the procedure of plans says.
    #[error(transparent)]
    Plan(#[from] PlanRefusal),
}

use super::PlanRefusal;

/// Why something is not released before its review is through, or that is not confirmed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrgentRefusal {
    /// The rules do not allow it.
    #[error("现行制度不允许加急先行公开{}请按程序审查、审批。", why(.0.as_deref()))]
    NotAllowed(Option<String>),
    /// There is nothing to come before.
    #[error("这一稿的审查和意见已经齐全，不需要加急，请直接审批。")]
    NothingMissing,
    /// The one before it waits.
    #[error("上一次加急先行公开还没有补办确认，不能再次加急；请先请另一个人确认，或者按程序审查、审批。")]
    EarlierUnconfirmed,
    /// It does not say why.
    #[error("加急先行公开须写明为什么不能等到审查完成。")]
    ReasonMissing,
    /// It is to be released later anyway.
    #[error("公开方案定的时间还没有到，来得及审查，不能加急先行公开。")]
    Later,
    /// It was confirmed, or withdrawn, or never released that way.
    #[error("这件公开件现在没有等待确认的加急公开，可能已经由他人确认。")]
    NothingToConfirm,
    /// Who released it does not confirm it.
    #[error("加急先行公开须由另一个人补办确认：您已作出加急决定，不能自己确认。")]
    OwnRelease,
    /// What the procedure of plans says.
    #[error(transparent)]
    Plan(#[from] PlanRefusal),
}

fn why(why: Option<&str>) -> String {
    why.map_or_else(|| "，".to_owned(), |why| format!("（{why}），"))
}

use jiff::civil::Date;

use super::PlanRefusal;
use crate::words::WithholdingGround;

/// Why a notice of non-disclosure is not filed, confirmed, ended or renewed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WithholdingRefusal {
    /// No obligation was chosen.
    #[error("请至少选择一项不予公开的任务。")]
    NothingChosen,
    /// No ground was chosen.
    #[error("请从列表中选择不予公开的理由。")]
    GroundMissing,
    /// No words.
    #[error("请写明认定的经过或者原因，至少一句话，但不要写出不公开的内容。")]
    WordsMissing,
    /// The note names what it is about.
    #[error("说明中写出了事项名称。说明本身不能透露不予公开的内容，请改写。")]
    NoteReveals,
    /// No day.
    #[error("请填写重新评估的日期。")]
    DayMissing,
    /// The day is over, or too far.
    #[error("重新评估的日期须在今天以后，最迟 {latest}。不予公开的事项至少每年评估一次。")]
    DayOutside {
        /// The last day that is possible.
        latest: Date,
    },
    /// It was disclosed or excused.
    #[error("所选任务中有的已经公开，或者已经免于公开，不需要再办理不予公开。")]
    NotOwed,
    /// A notice is there, or waits.
    #[error("所选任务中有的已经办理不予公开，或者正在等待确认。")]
    FiledAlready,
    /// A plan for it is on its way.
    #[error("所选任务中有的公开方案正在审查或已获批准；请先退回该方案，再办理不予公开。")]
    Planned,
    /// There is nothing to answer.
    #[error("这件不予公开现在不在等待确认，可能已经由他人办理。")]
    NothingAsked,
    /// The one who filed it does not confirm.
    #[error("不予公开须由两个人办理：申报人不能自己确认，请由另一位审批人确认。")]
    OwnNotice,
    /// It holds no longer, or not yet.
    #[error("这件不予公开现在不在有效状态，不能解除或者延续。")]
    NotInForce,
    /// What the procedure of plans says.
    #[error(transparent)]
    Plan(#[from] PlanRefusal),
}

/// The word of a ground on a page.
#[must_use]
pub fn withholding_ground_word(ground: WithholdingGround) -> &'static str {
    match ground {
        WithholdingGround::StateSecret => "国家秘密",
        WithholdingGround::WorkSecret => "工作秘密",
        WithholdingGround::CommercialSecret => "商业秘密",
        WithholdingGround::Privacy => "个人隐私",
        WithholdingGround::Forbidden => "法律、行政法规禁止公开",
        WithholdingGround::Safety => "公开后可能危及国家安全、公共安全、经济安全、社会稳定",
        WithholdingGround::InternalAffairs => "内部事务信息",
        WithholdingGround::InProgress => "过程性信息",
        WithholdingGround::Unsuitable => "依照有关规定不宜公开",
    }
}

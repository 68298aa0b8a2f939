use super::{AdmissionRefusal, duty_word};
use crate::words::Duty;

/// Why an obligation is not excused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ObligationRefusal {
    /// The person holds no post with the duty.
    #[error("您没有办理这一步所需的“{}”职责，请由担任该岗位的人员办理。", duty_word(*.0))]
    DutyMissing(Duty),
    /// It was disclosed or excused.
    #[error("这项任务已经完成或已免于公开，不需要再申请。")]
    NotOpen,
    /// The unit waits for an answer.
    #[error("这项任务已经申请免于公开，请等待上级单位答复。")]
    Asked,
    /// Nobody answers their own question.
    #[error("申请人不能答复自己的申请，请由另一位有审批职责的人员答复。")]
    OwnExcuse,
    /// There is an answer.
    #[error("这项申请已经有答复，不能再次答复。")]
    Ruled,
    /// Both sides say why.
    #[error("请写明理由：申请要说明为何不公开，答复要说明为何同意或者不同意。")]
    WordsMissing,
    /// Reasons are read by people.
    #[error("理由有 {length} 个字，最多 2000 个字，请缩短。")]
    WordsTooLong {
        /// In characters.
        length: usize,
    },
    /// Signs that no page can show.
    #[error("理由中有不可见的控制字符，请删除后重新提交。")]
    Unreadable,
    /// Personal data, or a mark of classification.
    #[error("{}", super::unfit(.0))]
    WordsUnfit(Vec<AdmissionRefusal>),
}

use super::PlanRefusal;
use crate::words::Way;

/// Why a year is not closed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveRefusal {
    /// It is closed.
    #[error("{0} 年已经归档，不需要再次归档。")]
    Archived(i16),
    /// It is still running.
    #[error("{0} 年还没有结束，请在次年归档。")]
    YearNotOver(i16),
    /// Something of it is open.
    #[error("还有 {} 件事项没有办完，不能归档：{}。请公开其余阶段，或者说明理由跳过。", .0.len(), .0.join("、"))]
    Open(Vec<String>),
    /// What the procedure of plans says.
    #[error(transparent)]
    Plan(#[from] PlanRefusal),
}

/// The word of a way on a page and in a register.
#[must_use]
pub fn way_word(way: Way) -> &'static str {
    match way {
        Way::Platform => "本平台",
        Way::Board => "公开栏",
        Way::Meeting => "会议",
        Way::Document => "文件",
        Way::Bulletin => "简报",
        Way::Website => "门户网站",
    }
}

//! Catalogue tables as offices keep them: titles above, headings over several rows, merged cells, boxes and ticks,
//! notes below. Reading says what stands where; what it means for a rulebook is for whoever knows the rules.

mod boxes;
mod columns;
mod read;

pub use read::read;

/// One table of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The sheet's name.
    pub sheet: String,
    /// The first and the last row of the headings, as the spreadsheet shows them.
    pub header: (u32, u32),
    /// Each column's heading, and the code of what it was understood as; nothing when it was not.
    pub columns: Vec<(String, Option<&'static str>)>,
    /// What stands above the headings.
    pub titles: Vec<String>,
    /// Remarks between and below the rows, with their places.
    pub notes: Vec<(u32, String)>,
    /// The rows, in their order.
    pub rows: Vec<Row>,
}

/// A row of a catalogue table, in the words that stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// As the spreadsheet shows it, from 1.
    pub row: u32,
    /// The section that the row stands in, where rows of their own divide the table.
    pub section: String,
    /// 一级事项
    pub first: String,
    /// 二级事项, or the only one.
    pub second: String,
    /// 公开内容（要素）
    pub elements: String,
    /// 公开依据
    pub basis: String,
    /// 公开时限
    pub deadline: String,
    /// 公开主体
    pub responsible: String,
    /// 公开周期
    pub rhythm: String,
    /// 公开渠道和载体 that are ticked.
    pub channels: Vec<String>,
    /// 公开对象 that are ticked, or the words of the cell.
    pub audience: Vec<String>,
    /// 公开方式 that are ticked: 主动, 依申请, or other words.
    pub manner: Vec<String>,
    /// 公开层级 that are ticked.
    pub levels: Vec<String>,
    /// 五公开 that are ticked.
    pub five: Vec<String>,
    /// 公开形式
    pub form: String,
    /// 备注
    pub note: String,
    /// Whether 一级事项 was blank and taken from the row above.
    pub filled_down: bool,
    /// Whether a 口 was taken for an empty box, as text recognition leaves it.
    pub guessed_box: bool,
}

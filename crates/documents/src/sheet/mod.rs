//! Spreadsheets as plain text: .xlsx and .csv become rows of cleaned cells, so that
//! whoever reads a table need not know which program wrote it.

mod cells;
pub mod csv_out;
mod csv_text;
mod workbook;
mod zip_guard;

use thiserror::Error;

/// One visible sheet. Row 0 is the row a spreadsheet shows as 1; rows are as long as
/// their last filled cell, and blank rows at the end are gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name on the tab; for .csv the file's name without its ending.
    pub name: String,
    /// Cleaned texts; numbers as a person would type them, days as `2026-03-01`.
    pub rows: Vec<Vec<String>>,
}

/// Why a file as a whole could not be read, and what its sender can do.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unreadable {
    /// Larger than 20 MB.
    #[error("文件超过 20 MB，请拆分后分别导入。")]
    TooLarge,
    /// More than 200,000 rows in all sheets.
    #[error("表格超过 20 万行，请删去多余的行或拆分后分别导入。")]
    TooManyRows,
    /// More columns, cells, sheets or text than any table of ours has.
    #[error("表格内容过多（最多 256 列、32 张工作表），请只保留需要导入的内容后重新保存。")]
    TooMuch,
    /// Small on disk, enormous when unpacked.
    #[error("文件解压后过大，不像正常的表格；请在表格软件中打开并另存为 .xlsx 后再试。")]
    Swollen,
    /// The binary format before .xlsx, or a workbook behind a password.
    #[error("这是旧版 .xls 文件或设有打开密码的文件；请去掉密码，另存为 .xlsx 后再试。")]
    OldOrLocked,
    /// Neither .xlsx nor .csv.
    #[error("只能读取 .xlsx 和 .csv 文件；请在表格软件中另存为 .xlsx 后再试。")]
    NotASpreadsheet,
    /// Begins like .xlsx but does not hold together.
    #[error("文件不完整或已损坏，无法作为 .xlsx 打开；请重新保存或重新传输后再试。")]
    Damaged,
    /// A .csv that is no text in any encoding we know.
    #[error("文件不是可识别的文本；请把 .csv 另存为 UTF-8 编码，或改用 .xlsx 后再试。")]
    NotText,
    /// A good spreadsheet without any of the five tables.
    #[error(
        "没有找到可导入的表：工作表应命名为“单位”“人员”“岗位”“任职”“群组”，前 10 行内应有表头；请对照模板调整后再试。"
    )]
    NoTable,
}

const MOST_BYTES: usize = 20 * 1024 * 1024;

/// Reads all visible sheets. What the bytes are decides, not the file's ending, except
/// that text is only taken for a table when the name ends in .csv or .txt.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    read_with(file_name, bytes, Merged::Apart)
}

/// The same, with the text of merged cells in each of them.
pub fn read_filled(file_name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    read_with(file_name, bytes, Merged::Filled)
}

/// What stands in merged cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Merged {
    /// The text in the first, nothing in the others.
    Apart,
    /// The text in each.
    Filled,
}

fn read_with(file_name: &str, bytes: &[u8], merged: Merged) -> Result<Vec<Sheet>, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    if bytes.starts_with(b"PK") {
        zip_guard::check(bytes)?;
        return workbook::read(bytes, merged);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Unreadable::OldOrLocked);
    }
    let (stem, ending) = file_name.rsplit_once('.').unwrap_or((file_name, ""));
    match ending.to_ascii_lowercase().as_str() {
        "csv" | "txt" => {
            let rows = csv_text::read(bytes)?;
            Ok(vec![Sheet {
                name: cells::clean(stem),
                rows,
            }])
        }
        "xlsx" => Err(Unreadable::Damaged),
        _ => Err(Unreadable::NotASpreadsheet),
    }
}

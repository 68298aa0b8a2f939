//! The register of a unit's disclosures (公开事项登记簿) as a spreadsheet, and a year of a unit packed into one file.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use thiserror::Error;
use zip::write::SimpleFileOptions;
use zip::{ZipWriter, result::ZipError};

use crate::sheet::csv_out;

const NAME: &str = "公开事项登记簿";

/// The headings, as the registers of units have them.
pub const HEADINGS: [&str; 13] = [
    "序号",
    "日期",
    "事项",
    "标题",
    "内容摘要",
    "公开范围",
    "公开方式",
    "起止时间",
    "承办人",
    "审核人",
    "审批人",
    "编号",
    "现状",
];

/// A line of the register, in words; it gets its number from its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The day of the release.
    pub day: String,
    /// The matter.
    pub matter: String,
    /// The title.
    pub title: String,
    /// How the text begins.
    pub summary: String,
    /// Who sees it.
    pub scope: String,
    /// By which ways.
    pub ways: String,
    /// From when, and until when.
    pub shown: String,
    /// Who drafted it.
    pub drafter: String,
    /// Who reviewed it.
    pub reviewers: String,
    /// Who approved it.
    pub approver: String,
    /// Its number.
    pub number: String,
    /// Whether it was corrected or withdrawn since.
    pub state: String,
}

/// Why a register could not be written; only one beyond the limits of its format can cause it.
#[derive(Debug, Error)]
pub enum Unwritable {
    /// The workbook's limits.
    #[error("无法生成工作簿，内容超出表格的限度。")]
    Workbook(#[from] XlsxError),
    /// The writer of .csv.
    #[error("无法生成 .csv 文件。")]
    Csv(#[from] csv::Error),
    /// The packed file's limits.
    #[error("无法打包，内容超出压缩文件的限度。")]
    Zip(#[from] ZipError),
    /// Writing into memory.
    #[error("无法打包。")]
    Memory(#[from] std::io::Error),
}

/// The register as .xlsx. Every cell is text, so nothing in it can be a formula.
pub fn xlsx(lines: &[Line]) -> Result<Vec<u8>, Unwritable> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name(NAME)?;
    let (text, bold) = (
        Format::new().set_num_format("@").set_text_wrap(),
        Format::new().set_bold(),
    );
    for (heading, column) in HEADINGS.iter().zip(0_u16..) {
        sheet.write_string_with_format(0, column, *heading, &bold)?;
        sheet.set_column_width(column, if (2..=7).contains(&column) { 28 } else { 14 })?;
    }
    for (cells, row) in rows(lines).zip(1_u32..) {
        for (cell, column) in cells.into_iter().zip(0_u16..) {
            sheet.write_string_with_format(row, column, cell, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(workbook.save_to_buffer()?)
}

/// The register as .csv.
pub fn csv(lines: &[Line]) -> Result<Vec<u8>, Unwritable> {
    Ok(csv_out::write(&HEADINGS, rows(lines))?)
}

/// Files in one .zip, in their order, one in memory at a time. The same files always give the same bytes.
pub struct Pack(ZipWriter<Cursor<Vec<u8>>>);

impl Default for Pack {
    fn default() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }
}

impl Pack {
    /// Adds a file.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Unwritable> {
        self.0.start_file(name, SimpleFileOptions::default())?;
        Ok(self.0.write_all(bytes)?)
    }

    /// All of them.
    pub fn finish(self) -> Result<Vec<u8>, Unwritable> {
        Ok(self.0.finish()?.into_inner())
    }
}

/// A few small files in one .zip, in their order.
pub fn pack(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Unwritable> {
    let mut pack = Pack::default();
    for (name, bytes) in files {
        pack.add(name, bytes)?;
    }
    pack.finish()
}

fn rows(lines: &[Line]) -> impl Iterator<Item = Vec<String>> {
    lines.iter().zip(1..).map(|(line, place)| {
        vec![
            place.to_string(),
            line.day.clone(),
            line.matter.clone(),
            line.title.clone(),
            line.summary.clone(),
            line.scope.clone(),
            line.ways.clone(),
            line.shown.clone(),
            line.drafter.clone(),
            line.reviewers.clone(),
            line.approver.clone(),
            line.number.clone(),
            line.state.clone(),
        ]
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_register_is_read_back_as_it_was_written_and_no_cell_is_a_formula() {
        let line = Line {
            title: "=1+1".into(),
            matter: "示例事项".into(),
            ..Line::default()
        };
        for (name, bytes) in [
            ("a.xlsx", xlsx(std::slice::from_ref(&line)).unwrap()),
            ("a.csv", csv(std::slice::from_ref(&line)).unwrap()),
        ] {
            let rows = crate::sheet::read(name, &bytes).unwrap().remove(0).rows;
            assert_eq!(rows[0], HEADINGS, "{name}");
            assert_eq!(rows[1][..4], ["1", "", "示例事项", "=1+1"], "{name}");
        }
    }

    #[test]
    fn what_was_packed_can_be_unpacked() {
        let mut pack = Pack::default();
        pack.add("登记簿.csv", b"1,2").unwrap();
        let mut packed = zip::ZipArchive::new(Cursor::new(pack.finish().unwrap())).unwrap();
        let mut text = String::new();
        let mut file = packed.by_name("登记簿.csv").unwrap();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "1,2");
    }
}

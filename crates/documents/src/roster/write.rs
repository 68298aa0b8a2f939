use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use super::words::{self, DUTIES, KINDS};
use super::{Line, Roster, Table};
use crate::sheet::csv_out;

/// Why a roster could not be written; only a table beyond a spreadsheet's own limits can
/// cause it.
#[derive(Debug, Error)]
pub enum Unwritable {
    /// The workbook's limits.
    #[error("无法生成工作簿，内容超出表格的限度。")]
    Workbook(#[from] XlsxError),
    /// The writer of .csv.
    #[error("无法生成 .csv 文件。")]
    Csv(#[from] csv::Error),
}

/// A workbook with all five tables, also those without rows: the empty roster gives the
/// template to fill in. The same roster always gives the same bytes.
pub fn write_xlsx(roster: &Roster) -> Result<Vec<u8>, Unwritable> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for table in Table::ALL {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.name())?;
        fill(sheet, &headings(table), rows(roster, table))?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// One table as .csv.
pub fn write_csv(roster: &Roster, table: Table) -> Result<Vec<u8>, Unwritable> {
    Ok(csv_out::write(&headings(table), rows(roster, table))?)
}

/// Every cell is a text cell, so nothing in it can be a formula; the columns are text
/// columns, so that codes typed in later keep their leading zeros.
fn fill(sheet: &mut Worksheet, headings: &[&str], rows: Vec<Vec<String>>) -> Result<(), XlsxError> {
    let (text, bold) = (
        Format::new().set_num_format("@"),
        Format::new().set_num_format("@").set_bold(),
    );
    for (heading, column) in headings.iter().zip(0_u16..) {
        let is_long = heading.contains("名") || heading.contains("职责");
        sheet.set_column_width(column, if is_long { 32 } else { 16 })?;
        sheet.set_column_format(column, &text)?;
        sheet.write_string_with_format(0, column, *heading, &bold)?;
    }
    for (cells, row) in rows.into_iter().zip(1_u32..) {
        for (cell, column) in cells.into_iter().zip(0_u16..) {
            sheet.write_string_with_format(row, column, cell, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn headings(table: Table) -> Vec<&'static str> {
    table
        .columns()
        .iter()
        .filter_map(|column| column.headings.first().copied())
        .collect()
}

/// Cells in the order of the table's columns.
fn rows(roster: &Roster, table: Table) -> Vec<Vec<String>> {
    match table {
        Table::Units => cells(&roster.units, |unit| {
            let superior = unit.superior_code.as_deref().unwrap_or_default();
            vec![&unit.code, &unit.name, words::word(KINDS, &unit.kind), superior]
        }),
        Table::Persons => cells(&roster.persons, |person| {
            let member = if person.member { "是" } else { "否" };
            vec![&person.code, &person.name, &person.unit_code, member]
        }),
        Table::Posts => {
            let mut rows = cells(&roster.posts, |post| {
                vec![&post.code, &post.unit_code, &post.title]
            });
            for (row, post) in rows.iter_mut().zip(&roster.posts) {
                let duties: Vec<&str> = post
                    .value
                    .duties
                    .iter()
                    .map(|duty| words::word(DUTIES, duty))
                    .collect();
                row.push(duties.join("、"));
            }
            rows
        }
        Table::Holdings => cells(&roster.holdings, |holding| {
            let until = holding.until_day.as_deref().unwrap_or_default();
            vec![&holding.post_code, &holding.person_code, &holding.from_day, until]
        }),
        Table::Groups => cells(&roster.groups, |group| {
            vec![&group.group, &group.unit_code, &group.person_code]
        }),
    }
}

fn cells<T>(lines: &[Line<T>], of: impl Fn(&T) -> Vec<&str>) -> Vec<Vec<String>> {
    lines
        .iter()
        .map(|line| of(&line.value).into_iter().map(str::to_owned).collect())
        .collect()
}

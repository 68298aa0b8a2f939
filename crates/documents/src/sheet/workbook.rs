//! .xlsx, cell by cell. Never as a whole range: one cell in the last corner of a sheet
//! would make a range of seventeen thousand million cells.

use std::io::Cursor;
use std::panic::catch_unwind;

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};

use super::cells::{Allowance, clean, place};
use super::{Merged, Sheet, Unreadable};

const MOST_SHEETS: usize = 32;

/// Above this a spreadsheet no longer keeps every digit.
const LAST_EXACT: f64 = 1e15;

pub(super) fn read(bytes: &[u8], merged: Merged) -> Result<Vec<Sheet>, Unreadable> {
    // The parser is not ours and the bytes are anybody's: whatever it trips over is a
    // damaged file to the sender, not a broken service.
    catch_unwind(|| read_sheets(bytes, merged)).unwrap_or(Err(Unreadable::Damaged))
}

fn read_sheets(bytes: &[u8], merged: Merged) -> Result<Vec<Sheet>, Unreadable> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let shown = |sheet: &&calamine::Sheet| {
        sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet
    };
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(shown)
        .map(|sheet| sheet.name.clone())
        .collect();
    if names.len() > MOST_SHEETS {
        return Err(Unreadable::TooMuch);
    }
    let mut allowance = Allowance::new();
    let mut sheets = Vec::new();
    for name in names {
        let mut rows = read_rows(&mut workbook, &name, &mut allowance)?;
        if merged == Merged::Filled {
            fill(&mut workbook, (&name, &mut rows), &mut allowance)?;
        }
        sheets.push(Sheet {
            name: clean(&name),
            rows,
        });
    }
    // A zip without a workbook in it opens without an error.
    if sheets.is_empty() {
        Err(Unreadable::Damaged)
    } else {
        Ok(sheets)
    }
}

fn read_rows(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    allowance: &mut Allowance,
) -> Result<Vec<Vec<String>>, Unreadable> {
    let mut cells = workbook
        .worksheet_cells_reader(name)
        .map_err(|_| Unreadable::Damaged)?;
    let mut rows = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| Unreadable::Damaged)? {
        allowance.look()?;
        let (row, column) = cell.get_position();
        let at = (usize::try_from(row), usize::try_from(column));
        let (Ok(row), Ok(column)) = at else {
            return Err(Unreadable::TooMuch);
        };
        place(&mut rows, (row, column), text(cell.get_value()), allowance)?;
    }
    Ok(rows)
}

/// Puts the text of merged cells into each of them, as far down as the sheet has rows.
fn fill(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    (name, rows): (&str, &mut Vec<Vec<String>>),
    allowance: &mut Allowance,
) -> Result<(), Unreadable> {
    let regions = workbook
        .merge_cells_by_sheet_name(name)
        .map_err(|_| Unreadable::Damaged)?;
    for region in regions {
        let place_of =
            |(row, column): (u32, u32)| Some((usize::try_from(row).ok()?, usize::try_from(column).ok()?));
        let (Some(first), Some(last)) = (place_of(region.start), place_of(region.end)) else {
            return Err(Unreadable::TooMuch);
        };
        let text = rows.get(first.0).and_then(|row| row.get(first.1)).cloned();
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            continue;
        };
        let bottom = (last.0 + 1).min(rows.len());
        for row in first.0..bottom {
            for column in first.1..=last.1 {
                allowance.look()?;
                place(rows, (row, column), text.clone(), allowance)?;
            }
        }
    }
    Ok(())
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => clean(text),
        DataRef::SharedString(text) => clean(text),
        DataRef::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => Data::Error(error.clone()).to_string(),
    }
}

/// As a spreadsheet shows it: no `.0`, and a power of ten once digits have been lost.
fn number_text(number: f64) -> String {
    if number.abs() < LAST_EXACT {
        number.to_string()
    } else {
        format!("{number:E}").replace('E', "E+")
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() || !(1.0..3_000_000.0).contains(&moment.as_f64()) {
        return number_text(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date} {hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_a_person_would_type_them() {
        assert_eq!(number_text(1001.0), "1001");
        assert_eq!(number_text(-2.5), "-2.5");
        assert_eq!(number_text(320_102_199_001_011_234.0), "3.2010219900101126E+17");
    }
}

use super::boxes::{chosen, is_ticked};
use super::columns::{Column, is_header, is_second_header};
use super::{Row, Table};
use crate::sheet::{self, Sheet, Unreadable};

/// The headings stand in one of the first rows.
const HEADER_WITHIN: usize = 15;
/// A single text in a row of its own is a heading up to here, and a remark beyond.
const LONGEST_HEADING: usize = 20;

/// Reads the catalogue tables of a workbook; none when no sheet has the headings of one.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Vec<Table>, Unreadable> {
    let sheets = sheet::read_filled(file_name, bytes)?;
    Ok(sheets.iter().filter_map(table).collect())
}

fn table(sheet: &Sheet) -> Option<Table> {
    let start = sheet
        .rows
        .iter()
        .take(HEADER_WITHIN)
        .position(|row| is_header(row))?;
    let mut header: Vec<&[String]> = sheet.rows.get(start).map(Vec::as_slice).into_iter().collect();
    for row in sheet.rows.iter().skip(start + 1).take(2) {
        let above = header.last().copied().unwrap_or_default();
        if !is_second_header(row, above) {
            break;
        }
        header.push(row);
    }
    let paths = paths(&header);
    let columns: Vec<Column> = paths.iter().map(|path| Column::of(path)).collect();
    let mut read = Table {
        sheet: sheet.name.clone(),
        header: (shown(start), shown(start + header.len() - 1)),
        columns: paths
            .iter()
            .zip(&columns)
            .map(|(path, column)| (heading(path), column.code()))
            .collect(),
        titles: sheet
            .rows
            .iter()
            .take(start)
            .filter_map(|row| only(row))
            .collect(),
        ..Table::default()
    };
    body(&mut read, sheet, (start, &header), &columns);
    Some(read)
}

/// Row after row below the headings: entries, what stands above several of them, and notes.
fn body(read: &mut Table, sheet: &Sheet, (start, header): (usize, &[&[String]]), columns: &[Column]) {
    let mut above = String::new();
    let mut heading = String::new();
    let rows = sheet.rows.iter().enumerate().skip(start + header.len());
    for (place, cells) in rows {
        if header.iter().any(|row| repeats(row, cells)) {
            continue;
        }
        if let Some(text) = only(cells) {
            if is_heading(&text) {
                heading.clone_from(&text);
                above.clear();
            } else {
                read.notes.push((shown(place), text));
            }
            continue;
        }
        let mut row = row(columns, cells);
        if row == Row::default() {
            continue;
        }
        row.row = shown(place);
        row.section.clone_from(&heading);
        if row.first.is_empty() && !above.is_empty() {
            row.first.clone_from(&above);
            row.filled_down = true;
        }
        above.clone_from(&row.first);
        read.rows.push(row);
    }
}

/// The headings over each column, the upper one first; a heading that spans rows stands once.
fn paths(header: &[&[String]]) -> Vec<Vec<String>> {
    let width = header.iter().map(|row| row.len()).max().unwrap_or(0);
    (0..width)
        .map(|place| {
            let mut path: Vec<String> = header
                .iter()
                .filter_map(|row| row.get(place))
                .filter(|text| !text.is_empty())
                .cloned()
                .collect();
            path.dedup();
            path
        })
        .collect()
}

fn heading(path: &[String]) -> String {
    path.join(" / ")
}

fn row(columns: &[Column], cells: &[String]) -> Row {
    let mut row = Row::default();
    for (column, cell) in columns.iter().zip(cells) {
        let cell = cell.trim();
        if !cell.is_empty() {
            place(&mut row, column, cell);
        }
    }
    row
}

fn place(row: &mut Row, column: &Column, cell: &str) {
    let text = |field: &mut String| {
        // two columns of the same meaning are read one after the other
        if !field.is_empty() && field != cell {
            field.push('\n');
        }
        if field != cell {
            field.push_str(cell);
        }
    };
    match column {
        Column::Number | Column::Unknown => {}
        Column::First => text(&mut row.first),
        Column::Second => text(&mut row.second),
        Column::Elements => text(&mut row.elements),
        Column::Basis => text(&mut row.basis),
        Column::Deadline => text(&mut row.deadline),
        Column::Responsible => text(&mut row.responsible),
        Column::Rhythm => text(&mut row.rhythm),
        Column::Form => text(&mut row.form),
        Column::Note => text(&mut row.note),
        Column::Channel(name) => row.guessed_box |= choose(&mut row.channels, name.as_deref(), cell),
        Column::Audience(name) => row.guessed_box |= choose(&mut row.audience, name.as_deref(), cell),
        Column::Manner(name) => row.guessed_box |= choose(&mut row.manner, name.as_deref(), cell),
        Column::Level(name) => row.guessed_box |= choose(&mut row.levels, name.as_deref(), cell),
        Column::Five(name) => row.guessed_box |= choose(&mut row.five, name.as_deref(), cell),
    }
}

/// A column with a name of its own is ticked, or says more; one without holds names.
fn choose(into: &mut Vec<String>, name: Option<&str>, cell: &str) -> bool {
    let (names, guessed) = match name {
        Some(name) if is_ticked(cell) && cell.chars().count() == 1 => (vec![name.to_owned()], false),
        Some(_) if is_blank_box(cell) => (Vec::new(), cell == "口"),
        _ => chosen(cell),
    };
    for name in names {
        if !into.contains(&name) {
            into.push(name);
        }
    }
    guessed
}

fn is_blank_box(cell: &str) -> bool {
    matches!(cell, "□" | "☐" | "口" | "○" | "×" | "否" | "—" | "-" | "/")
}

/// The only text of a row, whether it stands in one cell or in one merged over several.
fn only(row: &[String]) -> Option<String> {
    let mut texts = row.iter().filter(|text| !text.is_empty());
    let first = texts.next()?;
    texts.all(|text| text == first).then(|| first.clone())
}

fn is_heading(text: &str) -> bool {
    let remark = ["注", "备注", "说明", "填表", "附", "审核", "制表"];
    text.chars().count() <= LONGEST_HEADING && !remark.iter().any(|word| text.starts_with(word))
}

/// Headings are printed again at the top of each page, not always merged again.
fn repeats(header: &[String], cells: &[String]) -> bool {
    let filled = cells.iter().enumerate().filter(|(_, text)| !text.is_empty());
    let mut count = 0;
    let same = filled
        .inspect(|_| count += 1)
        .all(|(place, text)| header.get(place) == Some(text));
    same && 2 <= count
}

fn shown(place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}

use super::columns::{Field, Header};
use super::row::{Row, Seen};
use super::words::{DUTIES, KINDS};
use super::{GroupRow, HoldingRow, Line, PersonRow, PostRow, Problem, Roster, Table, UnitRow};
use crate::sheet::{self, Sheet, Unreadable};

/// Reads a workbook with up to five tables, or a .csv with one. Tables are known by the
/// sheet's name, and where no sheet has such a name, by their headings.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Roster, Unreadable> {
    let sheets = sheet::read(file_name, bytes)?;
    let is_named = sheets.iter().any(|sheet| Table::named(&sheet.name).is_some());
    let mut reading = Reading::default();
    let mut is_empty = true;
    for sheet in &sheets {
        let found = if is_named {
            Table::named(&sheet.name).map(|table| (table, Header::find(table, &sheet.rows)))
        } else {
            Header::recognise(&sheet.rows).map(|(table, header)| (table, Some(header)))
        };
        if let Some((table, header)) = found {
            is_empty = false;
            reading.table(table, header, sheet);
        }
    }
    if is_empty {
        Err(Unreadable::NoTable)
    } else {
        Ok(reading.roster)
    }
}

#[derive(Default)]
struct Reading {
    roster: Roster,
    units: Seen,
    persons: Seen,
    posts: Seen,
    holdings: Seen,
    groups: Seen,
}

impl Reading {
    fn table(&mut self, table: Table, header: Option<Header>, sheet: &Sheet) {
        let Some(header) = header else {
            // A template's unused sheet may be wholly blank.
            if !sheet.rows.is_empty() {
                self.roster.problems.push(no_header(table, sheet));
            }
            return;
        };
        let missing: Vec<Problem> = header
            .missing(table)
            .map(|column| no_column(column.headings, &header, sheet))
            .collect();
        if !missing.is_empty() {
            self.roster.problems.extend(missing);
            return;
        }
        let Self {
            roster,
            units,
            persons,
            posts,
            holdings,
            groups,
        } = self;
        let problems = &mut roster.problems;
        match table {
            Table::Units => lines(sheet, &header, &mut roster.units, problems, |row| {
                unit(row, units)
            }),
            Table::Persons => lines(sheet, &header, &mut roster.persons, problems, |row| {
                person(row, persons)
            }),
            Table::Posts => lines(sheet, &header, &mut roster.posts, problems, |row| {
                post(row, posts)
            }),
            Table::Holdings => lines(sheet, &header, &mut roster.holdings, problems, |row| {
                holding(row, holdings)
            }),
            Table::Groups => lines(sheet, &header, &mut roster.groups, problems, |row| {
                group(row, groups)
            }),
        }
    }
}

/// Judges every row below the header that is not blank.
fn lines<T>(
    sheet: &Sheet,
    header: &Header,
    good: &mut Vec<Line<T>>,
    problems: &mut Vec<Problem>,
    mut judge: impl FnMut(&mut Row<'_>) -> T,
) {
    let below = sheet.rows.iter().zip(1_u32..).skip(header.row + 1);
    for (cells, number) in below.filter(|(cells, _)| !cells.is_empty()) {
        let mut row = Row {
            sheet: &sheet.name,
            number,
            header,
            cells,
            problems: Vec::new(),
        };
        let value = judge(&mut row);
        if row.problems.is_empty() {
            good.push(Line {
                sheet: sheet.name.clone(),
                row: number,
                value,
            });
        }
        problems.append(&mut row.problems);
    }
}

fn unit(row: &mut Row<'_>, seen: &mut Seen) -> UnitRow {
    let code = row.code(Field::UnitCode);
    row.once(Field::UnitCode, &[&code], seen);
    UnitRow {
        code,
        name: row.name(Field::UnitName),
        kind: row.word(Field::UnitKind, KINDS),
        superior_code: row.optional_code(Field::SuperiorCode),
    }
}

fn person(row: &mut Row<'_>, seen: &mut Seen) -> PersonRow {
    let code = row.code(Field::PersonCode);
    row.once(Field::PersonCode, &[&code], seen);
    PersonRow {
        code,
        name: row.name(Field::PersonName),
        unit_code: row.code(Field::UnitCode),
        member: row.yes(Field::Member),
    }
}

fn post(row: &mut Row<'_>, seen: &mut Seen) -> PostRow {
    let code = row.code(Field::PostCode);
    row.once(Field::PostCode, &[&code], seen);
    PostRow {
        code,
        unit_code: row.code(Field::UnitCode),
        title: row.name(Field::PostTitle),
        duties: row.words(Field::Duties, DUTIES),
    }
}

fn holding(row: &mut Row<'_>, seen: &mut Seen) -> HoldingRow {
    let post_code = row.code(Field::PostCode);
    let person_code = row.code(Field::PersonCode);
    let from_day = row.day(Field::FromDay);
    let until_day = row.optional_day(Field::UntilDay);
    row.once(Field::PostCode, &[&post_code, &person_code, &from_day], seen);
    // ISO days compare like the days they name; an unreadable first day is empty.
    if until_day.as_ref().is_some_and(|until| *until < from_day) {
        row.complain(Field::UntilDay, "早于任职日期，请核对。");
    }
    HoldingRow {
        post_code,
        person_code,
        from_day,
        until_day,
    }
}

fn group(row: &mut Row<'_>, seen: &mut Seen) -> GroupRow {
    let group = row.name(Field::GroupName);
    let unit_code = row.code(Field::UnitCode);
    let person_code = row.code(Field::PersonCode);
    row.once(Field::PersonCode, &[&group, &unit_code, &person_code], seen);
    GroupRow {
        group,
        unit_code,
        person_code,
    }
}

fn no_header(table: Table, sheet: &Sheet) -> Problem {
    let headings: Vec<&str> = table
        .columns()
        .iter()
        .filter_map(|column| column.headings.first().copied())
        .collect();
    let remedy = format!("前 10 行内没有找到表头；请加上：{}。", headings.join("、"));
    Problem {
        sheet: sheet.name.clone(),
        row: 1,
        column: "表头".to_owned(),
        found: String::new(),
        remedy,
    }
}

fn no_column(headings: &[&str], header: &Header, sheet: &Sheet) -> Problem {
    let remedy = format!(
        "缺少“{}”一列，请补上。",
        headings.first().copied().unwrap_or_default()
    );
    let row = u32::try_from(header.row + 1).unwrap_or(u32::MAX);
    let found = Problem::quote(&header.headings());
    Problem {
        sheet: sheet.name.clone(),
        row,
        column: "表头".to_owned(),
        found,
        remedy,
    }
}

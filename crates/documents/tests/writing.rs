//! What is written reads back the same, whatever a cell begins with.

use documents::roster::{
    self, GroupRow, HoldingRow, Line, PersonRow, PostRow, Roster, Table, UnitRow, write_csv, write_xlsx,
};

fn lines<T>(table: Table, values: impl IntoIterator<Item = T>) -> Vec<Line<T>> {
    let line = |(value, row)| Line {
        sheet: table.name().to_owned(),
        row,
        value,
    };
    values.into_iter().zip(2..).map(line).collect()
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn unit(code: &str, name: &str, kind: &str, superior: Option<&str>) -> UnitRow {
    let superior_code = superior.map(text);
    UnitRow {
        code: text(code),
        name: text(name),
        kind: text(kind),
        superior_code,
    }
}

fn person(code: &str, name: &str, member: bool) -> PersonRow {
    PersonRow {
        code: text(code),
        name: text(name),
        unit_code: text("001"),
        member,
    }
}

fn post(code: &str, title: &str, duties: &[&str]) -> PostRow {
    let duties = duties.iter().copied().map(text).collect();
    PostRow {
        code: text(code),
        unit_code: text("001"),
        title: text(title),
        duties,
    }
}

fn holding(post: &str, until: Option<&str>) -> HoldingRow {
    HoldingRow {
        post_code: text(post),
        person_code: text("0001"),
        from_day: text("2026-03-01"),
        until_day: until.map(text),
    }
}

fn group(person: &str) -> GroupRow {
    GroupRow {
        group: text("@示例群组"),
        unit_code: text("001"),
        person_code: text(person),
    }
}

/// Two of everything; some names would be formulas if they could.
fn example() -> Roster {
    let units = [
        unit("001", "示例党委", "committee", None),
        unit(
            "00101",
            "=HYPERLINK(\"x\"),\"示例\"",
            "general_branch",
            Some("001"),
        ),
    ];
    let persons = [person("0001", "测试甲", true), person("-2", "+测试乙", false)];
    let posts = [
        post("G1", "示例岗位一", &["draft", "secrecy", "check", "legal"]),
        post(
            "G2",
            "示例岗位二",
            &["discipline", "approve", "supervise", "administer"],
        ),
    ];
    let holdings = [holding("G1", None), holding("G2", Some("2026-12-31"))];
    Roster {
        units: lines(Table::Units, units),
        persons: lines(Table::Persons, persons),
        posts: lines(Table::Posts, posts),
        holdings: lines(Table::Holdings, holdings),
        groups: lines(Table::Groups, [group("0001"), group("-2")]),
        problems: vec![],
    }
}

#[test]
fn a_written_workbook_reads_back_the_same() {
    let roster = example();
    let bytes = write_xlsx(&roster).unwrap();
    assert_eq!(roster::read("roster.xlsx", &bytes).unwrap(), roster);
    assert_eq!(write_xlsx(&roster).unwrap(), bytes);
}

#[test]
fn a_written_csv_reads_back_the_same() {
    let roster = example();
    let mut read_back = Roster::default();
    for table in Table::ALL {
        let bytes = write_csv(&roster, table).unwrap();
        let part = roster::read(&format!("{}.csv", table.name()), &bytes).unwrap();
        read_back.units.extend(part.units);
        read_back.persons.extend(part.persons);
        read_back.posts.extend(part.posts);
        read_back.holdings.extend(part.holdings);
        read_back.groups.extend(part.groups);
        read_back.problems.extend(part.problems);
    }
    assert_eq!(read_back, roster);
}

#[test]
fn no_cell_of_a_written_csv_starts_a_formula() {
    for table in Table::ALL {
        let bytes = write_csv(&example(), table).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        for record in reader.records() {
            for cell in &record.unwrap() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            }
        }
    }
}

#[test]
fn the_empty_roster_is_a_template_without_problems() {
    let bytes = write_xlsx(&Roster::default()).unwrap();
    assert_eq!(roster::read("template.xlsx", &bytes).unwrap(), Roster::default());
}

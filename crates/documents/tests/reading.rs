//! Workbooks made by another program, read and compared row by row.

#![expect(
    clippy::unwrap_used,
    reason = "a file that cannot be prepared is a failed test"
)]

use documents::roster::{self, HoldingRow, PersonRow, PostRow, Roster, UnitRow};
use documents::sheet::{self, Unreadable};

const ORGANISATION: &[u8] = include_bytes!("files/organisation.xlsx");
const MISTAKES: &[u8] = include_bytes!("files/mistakes.xlsx");
const BROKEN: &[u8] = include_bytes!("files/broken.xlsx");

fn organisation() -> Roster {
    let roster = roster::read("organisation.xlsx", ORGANISATION).unwrap();
    let problems: Vec<String> = roster.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, [""; 0]);
    roster
}

#[test]
fn units_keep_their_leading_zeros_and_lose_full_width_digits() {
    let units = organisation().units;
    assert_eq!(units.len(), 33);
    let branch = |n: usize| {
        let superior = format!("001{:02}", n % 8 + 1);
        (
            format!("{superior}{n:02}"),
            format!("示例支部{n}"),
            "branch",
            Some(superior),
        )
    };
    let general = |n: usize| {
        (
            format!("001{n:02}"),
            format!("示例总支{n}"),
            "general_branch",
            Some("001".to_owned()),
        )
    };
    let root = ("001".to_owned(), "示例机关党委".to_owned(), "committee", None);
    let expected = std::iter::once(root)
        .chain((1..9).map(general))
        .chain((0..24).map(branch));
    for ((line, row), (code, name, kind, superior_code)) in units.into_iter().zip(4..).zip(expected) {
        assert_eq!((line.sheet.as_str(), line.row), ("单位", row));
        assert_eq!(
            line.value,
            UnitRow {
                code,
                name,
                kind: kind.to_owned(),
                superior_code
            }
        );
    }
}

#[test]
fn persons_are_members_however_yes_is_written() {
    let roster = organisation();
    assert_eq!(roster.persons.len(), 60);
    for (n, line) in roster.persons.into_iter().enumerate() {
        let expected = PersonRow {
            code: if n % 2 == 1 {
                format!("{}", 10_000 + n)
            } else {
                format!("00{n:02}")
            },
            name: format!("测试{n:02}"),
            unit_code: roster.units[n % 33].value.code.clone(),
            member: n % 6 != 0,
        };
        assert_eq!(
            (usize::try_from(line.row).unwrap(), line.value),
            (n + 5, expected)
        );
    }
}

#[test]
fn posts_carry_the_codes_of_their_duties() {
    let roster = organisation();
    let duties: [&[&str]; 5] = [
        &["draft"],
        &["secrecy", "check"],
        &["legal", "discipline"],
        &["approve", "supervise"],
        &["supervise", "draft", "check"],
    ];
    assert_eq!(roster.posts.len(), 40);
    for (n, line) in roster.posts.into_iter().enumerate() {
        let expected = PostRow {
            code: format!("G{n:03}"),
            unit_code: roster.units[n % 33].value.code.clone(),
            title: format!("示例岗位{n}"),
            duties: duties[n % 5].iter().map(ToString::to_string).collect(),
        };
        assert_eq!(
            (usize::try_from(line.row).unwrap(), line.value),
            (n + 3, expected)
        );
    }
}

#[test]
fn days_read_the_same_from_numbers_dates_and_texts() {
    let roster = organisation();
    assert_eq!(roster.holdings.len(), 40);
    for (n, line) in roster.holdings.into_iter().enumerate() {
        let expected = HoldingRow {
            post_code: format!("G{n:03}"),
            person_code: roster.persons[n].value.code.clone(),
            from_day: "2023-11-01".to_owned(),
            until_day: (n % 4 > 1).then(|| "2025-12-31".to_owned()),
        };
        assert_eq!(
            (usize::try_from(line.row).unwrap(), line.value),
            (n + 3, expected)
        );
    }
    assert_eq!(roster.groups.len(), 5);
}

#[test]
fn hidden_sheets_and_formatted_blank_rows_are_not_there() {
    let sheets = sheet::read("organisation.xlsx", ORGANISATION).unwrap();
    let sizes: Vec<(&str, usize)> = sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.rows.len()))
        .collect();
    assert_eq!(
        sizes,
        [
            ("单位", 36),
            ("人员", 64),
            ("岗位", 42),
            ("任职", 42),
            ("群组", 7)
        ]
    );
    assert_eq!(sheets[0].rows[0], ["示例机关组织机构一览表"]);
    assert_eq!(sheets[0].rows[1], [""; 0]);
}

#[test]
fn every_mistake_is_reported_with_its_row_and_remedy() {
    let roster = roster::read("mistakes.xlsx", MISTAKES).unwrap();
    let problems: Vec<String> = roster.problems.iter().map(ToString::to_string).collect();
    let long = "长".repeat(40);
    let duties = "起草、保密审查、审核、合法性审查、纪委审核、审批、监督、系统管理、安全保密管理、安全审计";
    let kinds = "党委、党总支、党支部、部门、纪委、机关";
    assert_eq!(
        problems,
        [
            "“单位”表第 4 行“单位编码”栏为空，请填写，此项不能空缺。".to_owned(),
            "“单位”表第 5 行“单位名称”栏为空，请填写，此项不能空缺。".to_owned(),
            format!("“单位”表第 6 行“单位名称”栏填的是“{long}…”，超过 60 个字，请缩短。"),
            format!("“单位”表第 7 行“单位类别”栏填的是“小组”，请填写下列之一：{kinds}。"),
            "“单位”表第 8 行“单位编码”栏填的是“01”，与第 3 行重复，请保留其中一行或改正。".to_owned(),
            "“单位”表第 10 行“单位编码”栏填的是“3.201021990010113E+17”，编码被当作数值保存，已丢失数位；请把该列设为文本格式后重新填写。".to_owned(),
            format!("“单位”表第 11 行“单位类别”栏为空，请填写下列之一：{kinds}。"),
            "“人员”表第 3 行“是否党员”栏填的是“预备党员”，请填写“是”或“否”。".to_owned(),
            "“人员”表第 4 行“单位编码”栏为空，请填写，此项不能空缺。".to_owned(),
            "“人员”表第 6 行“姓名”栏填的是“#N/A”，单元格公式出错，请改为直接填写内容。".to_owned(),
            format!("“岗位”表第 3 行“职责”栏填的是“起草、盖章、跑腿”，其中“盖章”无法识别；可填：{duties}。"),
            format!("“岗位”表第 3 行“职责”栏填的是“起草、盖章、跑腿”，其中“跑腿”无法识别；可填：{duties}。"),
            "“任职”表第 3 行“任职日期”栏填的是“去年春天”，不是可识别的日期，请写成 2026-03-01 的形式。".to_owned(),
            "“任职”表第 4 行“离任日期”栏填的是“2026-02-28”，早于任职日期，请核对。".to_owned(),
            "“任职”表第 5 行“任职日期”栏为空，请填写日期，如 2026-03-01。".to_owned(),
            "“任职”表第 6 行“任职日期”栏填的是“2026-02-30”，不是可识别的日期，请写成 2026-03-01 的形式。".to_owned(),
            "“任职”表第 7 行“岗位编码”栏填的是“G2”，与第 4 行重复，请保留其中一行或改正。".to_owned(),
            "“群组”表第 2 行“表头”栏填的是“群组名称、人员编码”，缺少“所在单位编码”一列，请补上。".to_owned(),
        ]
    );
}

#[test]
fn rows_with_a_mistake_are_left_out_and_the_others_stay() {
    let roster = roster::read("mistakes.xlsx", MISTAKES).unwrap();
    assert!(roster.units.iter().map(|line| line.row).eq([3]));
    assert!(roster.persons.iter().map(|line| line.row).eq([5]));
    assert!(roster.posts.iter().map(|line| line.row).eq([4]));
    assert!(roster.holdings.is_empty());
    assert!(roster.groups.is_empty());
}

#[test]
fn a_csv_tells_its_table_by_its_headings() {
    let text = "示例人员名单;;;\n工号;姓名;单位代码;政治面貌\n01;测试甲;001;中共党员\n";
    let roster = roster::read("名单.csv", text.as_bytes()).unwrap();
    assert_eq!(roster.problems, []);
    assert_eq!(
        (roster.persons[0].sheet.as_str(), roster.persons[0].row),
        ("名单", 3)
    );
    assert!(roster.persons[0].value.member);
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let read = |name, bytes: &[u8]| roster::read(name, bytes).unwrap_err();
    assert_eq!(read("broken.xlsx", BROKEN), Unreadable::Damaged);
    assert_eq!(read("empty.xlsx", b""), Unreadable::Damaged);
    assert_eq!(
        read("text.xlsx", "单位编码,单位名称".as_bytes()),
        Unreadable::Damaged
    );
    assert_eq!(
        read("old.xls", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1]),
        Unreadable::OldOrLocked
    );
    assert_eq!(read("page.pdf", b"%PDF-1.7"), Unreadable::NotASpreadsheet);
    assert_eq!(read("notes.csv", "没有,表头".as_bytes()), Unreadable::NoTable);
    assert_eq!(
        read("big.csv", &vec![b'a'; 20 * 1024 * 1024 + 1]),
        Unreadable::TooLarge
    );
    assert_eq!(
        read("long.csv", "a\n".repeat(200_001).as_bytes()),
        Unreadable::TooManyRows
    );
}

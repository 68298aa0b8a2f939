//! Catalogue tables as offices keep them, made by another program, read and compared cell by cell.

#![expect(
    clippy::unwrap_used,
    reason = "a file that cannot be prepared is a failed test"
)]

use documents::catalogue::{self, Row, Table};

const BOXES: &[u8] = include_bytes!("files/catalogue-boxes.xlsx");
const FIVE: &[u8] = include_bytes!("files/catalogue-five.xlsx");
const TICKS: &[u8] = include_bytes!("files/catalogue-ticks.xlsx");

fn table(bytes: &[u8]) -> Table {
    let mut tables = catalogue::read("catalogue.xlsx", bytes).unwrap();
    assert_eq!(tables.len(), 1);
    tables.remove(0)
}

fn texts(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The texts of a row in the order of the fields.
fn said(row: &Row) -> [&str; 6] {
    [
        &row.first,
        &row.second,
        &row.elements,
        &row.basis,
        &row.deadline,
        &row.responsible,
    ]
    .map(String::as_str)
}

#[test]
fn printed_boxes_merged_cells_and_two_rows_of_headings_are_read() {
    let table = table(BOXES);
    assert_eq!((table.sheet.as_str(), table.header), ("涉农资金", (3, 4)));
    assert_eq!(
        table.titles,
        [
            "示例县涉农资金领域基层政务公开标准目录",
            "编制单位：示例县示例局2026年1月"
        ]
    );
    let codes: Vec<_> = table.columns.iter().map(|(_, code)| code.unwrap()).collect();
    assert_eq!(
        codes,
        [
            "number",
            "first",
            "second",
            "elements",
            "basis",
            "deadline",
            "responsible",
            "channel",
            "audience",
            "audience",
            "manner",
            "manner",
            "level",
            "level"
        ]
    );
    assert_eq!(table.columns[8].0, "公开对象 / 全社会");
}

#[test]
fn rows_under_merged_cells_take_over_what_stands_above_them() {
    let table = table(BOXES);
    let rows: Vec<_> = table.rows.iter().map(|row| row.row).collect();
    assert_eq!(
        rows,
        [5, 6, 7, 10, 11, 12],
        "the headings of the second page are none"
    );
    let law = "《中华人民共和国政府信息公开条例》第二十一条\n《示例省涉农资金公开办法》";
    assert_eq!(
        said(&table.rows[0]),
        [
            "农业生产发展资金",
            "耕地保护补贴",
            "●申报指南：申请条件、补贴标准、申报材料\n●补贴结果",
            law,
            "自信息形成或者变更之日起20个工作日内",
            "示例县示例局"
        ]
    );
    assert_eq!(table.rows[1].first, "农业生产发展资金", "merged");
    assert_eq!(table.rows[2].responsible, "");
    let down: Vec<_> = table
        .rows
        .iter()
        .map(|row| (row.first.as_str(), row.filled_down))
        .collect();
    assert_eq!(down[3], ("农民专业合作社资金", false));
    assert_eq!(down[4], ("农民专业合作社资金", true));
}

#[test]
fn ticked_boxes_are_read_and_an_odd_sign_for_one_is_doubted() {
    let table = table(BOXES);
    let channels: Vec<_> = table.rows.iter().map(|row| row.channels.clone()).collect();
    assert_eq!(
        channels,
        [
            texts(&["政府网站", "公示栏"]),
            texts(&["政府网站", "两微一端"]),
            texts(&["政府网站"]),
            texts(&["政府网站", "公示栏"]),
            texts(&["政务服务窗口"]),
            texts(&[]),
        ]
    );
    let guessed: Vec<_> = table.rows.iter().map(|row| row.guessed_box).collect();
    assert_eq!(guessed, [true, false, false, false, false, false]);
    let audience: Vec<_> = table.rows.iter().map(|row| row.audience.join(",")).collect();
    assert_eq!(
        audience,
        ["全社会", "全社会", "全社会", "特定群体", "特定群体", "全社会"]
    );
    let manner: Vec<_> = table.rows.iter().map(|row| row.manner.join(",")).collect();
    assert_eq!(manner, ["主动", "主动", "主动", "主动", "依申请", "主动"]);
    let levels: Vec<_> = table.rows.iter().map(|row| row.levels.join(",")).collect();
    assert_eq!(levels, ["县级,乡级", "县级", "县级", "乡级", "县级", "县级"]);
    assert_eq!(
        table.notes,
        [
            (
                13,
                "注：1.“√”表示选择该项；2.涉及个人隐私的内容不公开。".to_owned()
            ),
            (14, "填表人：示某某".to_owned())
        ]
    );
}

#[test]
fn sections_between_the_rows_and_the_five_kinds_are_read() {
    let table = table(FIVE);
    assert_eq!(table.header, (4, 4));
    assert_eq!(table.titles, ["附件1", "示例市示例局政务公开事项标准目录"]);
    let places: Vec<_> = table
        .rows
        .iter()
        .map(|row| {
            (
                row.row,
                row.section.as_str(),
                row.first.as_str(),
                row.second.as_str(),
                row.filled_down,
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            (6, "一、行政管理", "机构信息", "机构职能", false),
            (7, "一、行政管理", "机构信息", "领导信息", true),
            (9, "二、重大决策", "决策预公开", "重大决策草案", false),
            (10, "二、重大决策", "决策预公开", "决策结果", true),
            (11, "二、重大决策", "财务公开", "财政预决算", false),
            (12, "二、重大决策", "资金项目", "", false),
        ]
    );
    let five: Vec<_> = table.rows.iter().map(|row| row.five.join(",")).collect();
    assert_eq!(
        five,
        [
            "管理公开",
            "管理公开",
            "决策公开",
            "决策公开,结果公开",
            "结果公开",
            "执行公开"
        ]
    );
    let forms: Vec<_> = table.rows.iter().map(|row| row.form.as_str()).collect();
    assert_eq!(forms, ["文本", "文本、图表", "文本", "文本", "表格", "表格"]);
    assert_eq!(table.rows[2].channels, ["示例局网站", "听证会"]);
    assert_eq!(table.rows[1].deadline, "信息形成或变更之日起２０个工作日内");
    assert_eq!(table.rows[5].audience, ["社会公众"]);
    assert!(table.notes.is_empty());
}

#[test]
fn a_table_whose_scopes_and_ways_are_ticked_columns_is_read() {
    let table = table(TICKS);
    assert_eq!((table.header, table.titles.len()), ((2, 3), 1));
    let audience: Vec<_> = table.rows.iter().map(|row| row.audience.join(",")).collect();
    assert_eq!(audience, ["单位内部", "党内", "党内", "社会"]);
    let manner: Vec<_> = table.rows.iter().map(|row| row.manner.join(",")).collect();
    assert_eq!(manner, ["公开栏,会议", "公开栏", "会议,文件", "公开栏"]);
    let names: Vec<_> = table
        .rows
        .iter()
        .map(|row| (row.first.as_str(), row.second.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            ("组织建设", "发展党员"),
            ("组织建设", "党费收缴使用"),
            ("作风建设", "民主生活会"),
            ("作风建设", "为民办实事")
        ]
    );
    let down: Vec<_> = table.rows.iter().map(|row| row.filled_down).collect();
    assert_eq!(down, [false, false, false, true]);
    assert_eq!(table.rows[1].note, "按规定");
    assert_eq!(table.notes, [(9, "备注：此表一式两份。".to_owned())]);
}

#[test]
fn a_workbook_without_such_headings_holds_no_catalogue() {
    let roster = include_bytes!("files/organisation.xlsx");
    assert_eq!(catalogue::read("organisation.xlsx", roster).unwrap(), []);
}

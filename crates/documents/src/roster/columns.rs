//! The five tables, their columns, and the headings these go by.

/// One of the five tables of a roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// 单位
    Units,
    /// 人员
    Persons,
    /// 岗位
    Posts,
    /// 任职
    Holdings,
    /// 群组
    Groups,
}

/// What a column means; the same in every table that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    UnitCode,
    UnitName,
    UnitKind,
    SuperiorCode,
    PersonCode,
    PersonName,
    Member,
    PostCode,
    PostTitle,
    Duties,
    FromDay,
    UntilDay,
    GroupName,
}

pub(super) struct Column {
    pub(super) field: Field,
    pub(super) required: bool,
    /// Headings without spaces, in small letters; the first is the one we write.
    pub(super) headings: &'static [&'static str],
}

const fn must(field: Field, headings: &'static [&'static str]) -> Column {
    Column {
        field,
        required: true,
        headings,
    }
}

const fn may(field: Field, headings: &'static [&'static str]) -> Column {
    Column {
        field,
        required: false,
        headings,
    }
}

const UNIT_OF: &[&str] = &[
    "所在单位编码",
    "单位编码",
    "所在单位代码",
    "单位代码",
    "所属单位编码",
    "所属单位代码",
    "unitcode",
    "unit",
];
const POST_OF: &[&str] = &["岗位编码", "岗位代码", "岗位编号", "postcode", "post"];
const PERSON_OF: &[&str] = &["人员编码", "人员代码", "人员编号", "工号", "personcode", "person"];

const UNITS: &[Column] = &[
    must(
        Field::UnitCode,
        &[
            "单位编码",
            "单位代码",
            "单位编号",
            "组织编码",
            "编码",
            "代码",
            "编号",
            "unitcode",
            "code",
        ],
    ),
    must(
        Field::UnitName,
        &["单位名称", "组织名称", "党组织名称", "名称", "unitname", "name"],
    ),
    must(
        Field::UnitKind,
        &["单位类别", "单位类型", "组织类别", "类别", "类型", "kind"],
    ),
    may(
        Field::SuperiorCode,
        &[
            "上级单位编码",
            "上级单位代码",
            "上级编码",
            "上级代码",
            "上级编号",
            "superiorcode",
            "superior",
        ],
    ),
];
const PERSONS: &[Column] = &[
    must(
        Field::PersonCode,
        &[
            "人员编码",
            "人员代码",
            "人员编号",
            "工号",
            "编码",
            "编号",
            "personcode",
            "code",
        ],
    ),
    must(
        Field::PersonName,
        &["姓名", "人员姓名", "名字", "personname", "name"],
    ),
    must(Field::UnitCode, UNIT_OF),
    may(Field::Member, &["是否党员", "党员", "政治面貌", "member"]),
];
const POSTS: &[Column] = &[
    must(
        Field::PostCode,
        &[
            "岗位编码",
            "岗位代码",
            "岗位编号",
            "编码",
            "编号",
            "postcode",
            "code",
        ],
    ),
    must(Field::UnitCode, UNIT_OF),
    must(
        Field::PostTitle,
        &["岗位名称", "岗位", "职务", "名称", "posttitle", "title"],
    ),
    must(Field::Duties, &["职责", "岗位职责", "duties"]),
];
const HOLDINGS: &[Column] = &[
    must(Field::PostCode, POST_OF),
    must(Field::PersonCode, PERSON_OF),
    must(
        Field::FromDay,
        &[
            "任职日期",
            "任职起",
            "任职时间",
            "起始日期",
            "开始日期",
            "fromday",
            "from",
        ],
    ),
    may(
        Field::UntilDay,
        &[
            "离任日期",
            "任职止",
            "离任时间",
            "截止日期",
            "结束日期",
            "untilday",
            "until",
        ],
    ),
];
const GROUPS: &[Column] = &[
    must(
        Field::GroupName,
        &["群组名称", "群组", "组名", "groupname", "group"],
    ),
    must(Field::UnitCode, UNIT_OF),
    must(Field::PersonCode, PERSON_OF),
];

impl Table {
    /// The order of the sheets in a workbook we write.
    pub const ALL: [Self; 5] = [
        Self::Units,
        Self::Persons,
        Self::Posts,
        Self::Holdings,
        Self::Groups,
    ];

    /// The Chinese name of its sheet.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Units => "单位",
            Self::Persons => "人员",
            Self::Posts => "岗位",
            Self::Holdings => "任职",
            Self::Groups => "群组",
        }
    }

    /// The table whose sheet has this Chinese or English name.
    pub(super) fn named(sheet: &str) -> Option<Self> {
        let english = |table| match table {
            Self::Units => "units",
            Self::Persons => "persons",
            Self::Posts => "posts",
            Self::Holdings => "holdings",
            Self::Groups => "groups",
        };
        Self::ALL
            .into_iter()
            .find(|table| table.name() == sheet || sheet.eq_ignore_ascii_case(english(*table)))
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::Units => UNITS,
            Self::Persons => PERSONS,
            Self::Posts => POSTS,
            Self::Holdings => HOLDINGS,
            Self::Groups => GROUPS,
        }
    }
}

/// Where the columns of a table stand in a sheet.
pub(super) struct Header {
    /// The headings' row, from 0.
    pub(super) row: usize,
    places: Vec<(Field, usize)>,
    headings: Vec<String>,
}

const ROWS_TO_LOOK_AT: usize = 10;

impl Header {
    /// The row among the first ten that has most of the table's headings, at least two.
    pub(super) fn find(table: Table, rows: &[Vec<String>]) -> Option<Self> {
        let headers = rows
            .iter()
            .take(ROWS_TO_LOOK_AT)
            .enumerate()
            .map(|(row, cells)| Self {
                row,
                places: table
                    .columns()
                    .iter()
                    .filter_map(|column| column.place(cells))
                    .collect(),
                headings: cells.clone(),
            });
        // Of equals the upper one: below it are rows that only look like headings.
        let best = headers.min_by_key(|header| std::cmp::Reverse(header.places.len()))?;
        (best.places.len() >= 2).then_some(best)
    }

    /// The table a sheet without a telling name holds: the one most of whose headings it has.
    pub(super) fn recognise(rows: &[Vec<String>]) -> Option<(Table, Self)> {
        let found = Table::ALL
            .into_iter()
            .filter_map(|table| Some((table, Self::find(table, rows)?)));
        found.min_by_key(|(table, header)| {
            (
                header.missing(*table).count(),
                std::cmp::Reverse(header.places.len()),
            )
        })
    }

    /// The required columns that are not there.
    pub(super) fn missing(&self, table: Table) -> impl Iterator<Item = &'static Column> {
        table
            .columns()
            .iter()
            .filter(|column| column.required && self.place(column.field).is_none())
    }

    pub(super) fn place(&self, field: Field) -> Option<usize> {
        self.places
            .iter()
            .find(|(placed, _)| *placed == field)
            .map(|(_, place)| *place)
    }

    /// The heading as the sheet has it.
    pub(super) fn heading(&self, field: Field) -> &str {
        self.place(field)
            .and_then(|place| self.headings.get(place))
            .map_or("", String::as_str)
    }

    /// All headings of the row, for a sentence.
    pub(super) fn headings(&self) -> String {
        let filled: Vec<&str> = self
            .headings
            .iter()
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect();
        filled.join("、")
    }
}

impl Column {
    /// Where it stands among these headings; the more usual name wins over the vaguer one.
    fn place(&self, headings: &[String]) -> Option<(Field, usize)> {
        let plain: Vec<String> = headings.iter().map(|heading| plain(heading)).collect();
        let place = self
            .headings
            .iter()
            .find_map(|known| plain.iter().position(|heading| heading == known))?;
        Some((self.field, place))
    }
}

/// A heading without the marks and remarks people add: `* 姓 名（必填）` is `姓名`.
fn plain(heading: &str) -> String {
    let bare = heading.split(['（', '(']).next().unwrap_or_default();
    let letters = bare
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊' | '_' | ':' | '：'));
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect()
    }

    #[test]
    fn every_table_is_recognised_by_the_headings_we_write_and_by_english_ones() {
        for table in Table::ALL {
            let first: Vec<&str> = table.columns().iter().map(|column| column.headings[0]).collect();
            let last: Vec<&str> = table
                .columns()
                .iter()
                .map(|column| *column.headings.last().unwrap())
                .collect();
            for headings in [first, last] {
                let (found, header) = Header::recognise(&rows(&[&["示例一览表"], &[], &headings])).unwrap();
                assert_eq!((found, header.row), (table, 2), "{headings:?}");
            }
        }
    }

    #[test]
    fn headings_may_carry_marks_and_stand_in_any_order() {
        let sheet = rows(&[&["备注", "是否党员(是/否)", "* 姓 名", "单位代码：", "工号（必填）"]]);
        let header = Header::find(Table::Persons, &sheet).unwrap();
        assert_eq!(header.missing(Table::Persons).count(), 0);
        assert_eq!(header.place(Field::PersonCode), Some(4));
        assert_eq!(header.heading(Field::PersonName), "* 姓 名");
    }
}

//! What the headings of a catalogue table mean.

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    First,
    Second,
    Elements,
    Basis,
    Deadline,
    Responsible,
    Rhythm,
    /// A cell of words and boxes, or one tick for this name.
    Channel(Option<String>),
    Audience(Option<String>),
    Manner(Option<String>),
    Level(Option<String>),
    Five(Option<String>),
    Form,
    Note,
    Unknown,
}

/// Words in a heading, and what it is then. The first that fits decides.
const KNOWN: &[(&[&str], Column)] = &[
    (&["序号", "编号"], Column::Number),
    (&["备注", "说明"], Column::Note),
    (&["五公开"], Column::Five(None)),
    (&["一级", "公开类别", "类别", "栏目"], Column::First),
    (&["二级"], Column::Second),
    (&["依据"], Column::Basis),
    (&["时限", "公开时间", "期限"], Column::Deadline),
    (&["周期", "频次"], Column::Rhythm),
    (&["主体", "责任"], Column::Responsible),
    (&["渠道", "载体"], Column::Channel(None)),
    (&["对象", "范围"], Column::Audience(None)),
    (&["层级"], Column::Level(None)),
    (&["公开方式"], Column::Manner(None)),
    (&["形式"], Column::Form),
    (&["要素", "内容"], Column::Elements),
    (&["事项", "项目"], Column::Second),
];

/// What may stand in the second row of the headings.
const BELOW: &[&str] = &[
    "一级",
    "二级",
    "社会",
    "群众",
    "群体",
    "党员",
    "党内",
    "内部",
    "单位",
    "主动",
    "申请",
    "县级",
    "乡级",
    "村级",
    "市级",
    "镇级",
    "决策",
    "执行",
    "管理",
    "服务",
    "结果",
    "网站",
    "公报",
    "两微",
    "发布会",
    "广播",
    "纸质",
    "查阅",
    "便民",
    "入户",
    "社区",
    "推送",
    "公示栏",
    "公开栏",
    "会议",
    "文件",
    "简报",
    "其他",
];

impl Column {
    /// What a column under these headings holds, the upper one first.
    pub(super) fn of(path: &[String]) -> Self {
        let whole: String = path.concat();
        let folded: String = whole.chars().filter(|sign| !sign.is_whitespace()).collect();
        let top = path.first().map_or("", String::as_str);
        let found = KNOWN
            .iter()
            .find(|(words, _)| words.iter().any(|word| folded.contains(word)))
            .map_or(Self::Unknown, |(_, column)| column.clone());
        let below = path
            .last()
            .filter(|below| **below != top && !below.is_empty())
            .cloned();
        match found {
            Self::Channel(_) => Self::Channel(below),
            Self::Audience(_) => Self::Audience(below),
            Self::Manner(_) => Self::Manner(below),
            Self::Level(_) => Self::Level(below),
            Self::Five(_) => Self::Five(below),
            other => other,
        }
    }

    /// The code under which a report speaks of it.
    pub(super) fn code(&self) -> Option<&'static str> {
        match self {
            Self::Number => Some("number"),
            Self::First => Some("first"),
            Self::Second => Some("second"),
            Self::Elements => Some("elements"),
            Self::Basis => Some("basis"),
            Self::Deadline => Some("deadline"),
            Self::Responsible => Some("responsible"),
            Self::Rhythm => Some("rhythm"),
            Self::Channel(_) => Some("channel"),
            Self::Audience(_) => Some("audience"),
            Self::Manner(_) => Some("manner"),
            Self::Level(_) => Some("level"),
            Self::Five(_) => Some("five"),
            Self::Form => Some("form"),
            Self::Note => Some("note"),
            Self::Unknown => None,
        }
    }
}

/// Whether a row of texts is the first row of the headings: it names what is disclosed, and two things more.
pub(super) fn is_header(row: &[String]) -> bool {
    let mut texts: Vec<&String> = row.iter().filter(|text| text.chars().count() <= 30).collect();
    texts.dedup();
    let columns: Vec<_> = texts.iter().map(|text| Column::of(&[(*text).clone()])).collect();
    let names = columns
        .iter()
        .any(|column| matches!(column, Column::First | Column::Second));
    let others = [
        Column::Elements,
        Column::Basis,
        Column::Deadline,
        Column::Responsible,
    ];
    let others = others.iter().filter(|other| columns.contains(other)).count();
    names && 2 <= others
}

/// Whether a row still belongs to the headings above it.
pub(super) fn is_second_header(row: &[String], above: &[String]) -> bool {
    let mut new: Vec<&String> = Vec::new();
    let fits = row
        .iter()
        .enumerate()
        .filter(|(_, text)| !text.is_empty())
        .all(|(place, text)| {
            let repeats = above.get(place) == Some(text);
            let is_below = text.chars().count() <= 24 && BELOW.iter().any(|word| text.contains(word));
            if !repeats && !new.contains(&text) {
                new.push(text);
            }
            repeats || is_below
        });
    // a single text over the whole table is a section and no heading
    fits && 2 <= new.len()
}

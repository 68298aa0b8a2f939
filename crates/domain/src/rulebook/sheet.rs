//! A strict reader of TOML: every key is asked for by name, whatever is wrong is noted with its line,
//! and reading goes on, so that the writer sees all faults at once.

use std::cell::RefCell;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Faults};

/// The longest piece of the writer's text that a fault repeats.
const QUOTED: usize = 40;

/// A file under reading and the faults found so far.
pub(crate) struct Sheet<'t> {
    file: &'t str,
    /// Where each line but the first begins, in bytes.
    line_starts: Vec<usize>,
    faults: RefCell<Vec<(usize, Fault)>>,
}

impl<'t> Sheet<'t> {
    /// Opens a text. One that is not TOML at all is refused with every place where it is not.
    pub(crate) fn open(file: &'t str, text: &'t str) -> Result<(Self, Spanned<DeTable<'t>>), Faults> {
        let line_starts = text
            .match_indices('\n')
            .map(|(at, _)| at.saturating_add(1))
            .collect();
        let sheet = Self {
            file,
            line_starts,
            faults: RefCell::default(),
        };
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            sheet.note(at, "", syntax(error.message()));
        }
        // One slip of syntax draws others after it on its line.
        sheet.faults.borrow_mut().dedup_by_key(|(line, _)| *line);
        let broken = !sheet.faults.borrow().is_empty();
        if broken {
            Err(sheet.faults())
        } else {
            Ok((sheet, root))
        }
    }

    /// Notes a fault at a byte of the file; `inside` names the entry and key.
    pub(crate) fn note(&self, at: usize, inside: &str, (problem, remedy): (String, String)) {
        let line = self
            .line_starts
            .partition_point(|start| *start <= at)
            .saturating_add(1);
        let place = if inside.is_empty() {
            format!("第 {line} 行")
        } else {
            format!("第 {line} 行，{inside}")
        };
        let fault = Fault {
            file: self.file.to_owned(),
            place,
            problem,
            remedy,
        };
        self.faults.borrow_mut().push((line, fault));
    }

    /// What was read, if nothing was wrong. `None` is only ever the outcome of a noted fault.
    pub(crate) fn close<T>(self, read: Option<T>) -> Result<T, Faults> {
        let clean = self.faults.borrow().is_empty();
        match read {
            Some(read) if clean => Ok(read),
            _ => Err(self.faults()),
        }
    }

    fn faults(self) -> Faults {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|(line, _)| *line);
        Faults(faults.into_iter().map(|(_, fault)| fault).collect())
    }
}

fn syntax(message: &str) -> (String, String) {
    if message == "duplicate key" {
        return ("同一个键写了两次".to_owned(), "请只保留一处".to_owned());
    }
    let problem = format!("不符合 TOML 的写法（{message}）");
    (
        problem,
        "请检查引号、括号、逗号和等号是否齐全，且为半角符号".to_owned(),
    )
}

/// The writer's own words, on one line and not too long.
pub(crate) fn quoted(words: &str) -> String {
    let mut short: String = words.chars().take(QUOTED).flat_map(char::escape_debug).collect();
    if words.chars().nth(QUOTED).is_some() {
        short.push('…');
    }
    format!("“{short}”")
}

/// One table of the sheet.
pub(crate) struct Table<'s> {
    sheet: &'s Sheet<'s>,
    values: &'s DeTable<'s>,
    at: usize,
    /// What a person calls this table; empty for the whole file.
    name: String,
    asked: RefCell<Vec<&'static str>>,
}

type Value<'s> = Spanned<DeValue<'s>>;

impl<'s> Table<'s> {
    /// The whole file as a table.
    pub(crate) fn root(sheet: &'s Sheet<'s>, root: &'s Spanned<DeTable<'s>>) -> Self {
        Self {
            sheet,
            values: root.get_ref(),
            at: 0,
            name: String::new(),
            asked: RefCell::default(),
        }
    }

    /// Gives the table the name that its faults are reported under.
    pub(crate) fn rename(&mut self, name: String) {
        self.name = name;
    }

    fn inside(&self, key: &str) -> String {
        match (self.name.is_empty(), key.is_empty()) {
            (true, _) => key.to_owned(),
            (false, true) => self.name.clone(),
            (false, false) => format!("{}，{key}", self.name),
        }
    }

    /// Notes a fault of a key: at its value if it is there, at the table's beginning if not.
    pub(crate) fn fault(&self, key: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        let at = self.values.get(key).map_or(self.at, |value| value.span().start);
        self.sheet
            .note(at, &self.inside(key), (problem.into(), remedy.into()));
    }

    fn asked(&self, key: &'static str) -> Option<&'s Value<'s>> {
        self.asked.borrow_mut().push(key);
        self.values.get(key)
    }

    fn required(&self, key: &'static str) -> Option<&'s Value<'s>> {
        let value = self.asked(key);
        if value.is_none() {
            self.fault(key, format!("缺少 {key}"), format!("请补写 {key}"));
        }
        value
    }

    fn wrong_type(&self, key: &str, value: &Value<'_>, wanted: &str) {
        let problem = (format!("{key} 的值类型不对"), format!("请写成{wanted}"));
        self.sheet.note(value.span().start, &self.inside(key), problem);
    }

    fn text_in(&self, key: &str, value: &Value<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                let problem = (format!("{key} 是空白"), "请写明内容".to_owned());
                self.sheet.note(value.span().start, &self.inside(key), problem);
                None
            }
            DeValue::String(text) => Some(text.trim().to_owned()),
            _ => {
                self.wrong_type(key, value, "带半角双引号的文字");
                None
            }
        }
    }

    /// A text that must be there and say something.
    pub(crate) fn text(&self, key: &'static str) -> Option<String> {
        self.required(key).and_then(|value| self.text_in(key, value))
    }

    /// A text that may be left out, but not left empty.
    pub(crate) fn optional_text(&self, key: &'static str) -> Option<String> {
        self.asked(key).and_then(|value| self.text_in(key, value))
    }

    fn number_in(&self, key: &str, value: &Value<'_>, range: (u32, u32)) -> Option<u32> {
        let (least, most) = range;
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_type(key, value, "不带引号的整数");
            return None;
        };
        let number = u32::from_str_radix(number.as_str(), number.radix()).ok();
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let remedy = format!("请写 {least} 到 {most} 之间的整数");
            self.sheet.note(
                value.span().start,
                &self.inside(key),
                (format!("{key} 超出范围"), remedy),
            );
        }
        number
    }

    /// A number that must be there, between two others.
    pub(crate) fn number(&self, key: &'static str, range: (u32, u32)) -> Option<u32> {
        self.required(key)
            .and_then(|value| self.number_in(key, value, range))
    }

    /// A number that may be left out.
    pub(crate) fn optional_number(&self, key: &'static str, range: (u32, u32)) -> Option<u32> {
        self.asked(key)
            .and_then(|value| self.number_in(key, value, range))
    }

    fn date_in(&self, key: &str, value: &Value<'_>) -> Option<Date> {
        let day = value
            .get_ref()
            .as_datetime()
            .filter(|at| at.time.is_none() && at.offset.is_none());
        let date = day.and_then(|at| at.date).and_then(|day| {
            let (year, month) = (i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?);
            Date::new(year, month, i8::try_from(day.day).ok()?).ok()
        });
        if date.is_none() {
            self.wrong_type(key, value, "不带引号的日期，例如 2026-01-01");
        }
        date
    }

    /// A day that must be there.
    pub(crate) fn date(&self, key: &'static str) -> Option<Date> {
        self.required(key).and_then(|value| self.date_in(key, value))
    }

    fn word_in<W: Copy>(&self, key: &str, value: &Value<'_>, list: WordList<W>) -> Option<W> {
        let text = self.text_in(key, value)?;
        let (all, code) = list;
        let word = all.iter().copied().find(|word| code(*word) == text);
        if word.is_none() {
            let allowed: Vec<_> = all.iter().map(|word| code(*word)).collect();
            let problem = format!("{}不是规定的用词", quoted(&text));
            let remedy = format!("请改用以下之一：{}", allowed.join("、"));
            self.sheet
                .note(value.span().start, &self.inside(key), (problem, remedy));
        }
        word
    }

    /// A word of a closed list that must be there.
    pub(crate) fn word<W: Copy>(&self, key: &'static str, list: WordList<W>) -> Option<W> {
        self.required(key)
            .and_then(|value| self.word_in(key, value, list))
    }

    /// A word of a closed list that may be left out.
    pub(crate) fn optional_word<W: Copy>(&self, key: &'static str, list: WordList<W>) -> Option<W> {
        self.asked(key).and_then(|value| self.word_in(key, value, list))
    }

    fn list(&self, key: &'static str, value: &'s Value<'s>) -> Option<&'s [Value<'s>]> {
        let list = value.get_ref().as_array();
        if list.is_none() {
            self.wrong_type(key, value, "方括号中的列表");
        }
        list.map(|list| &**list)
    }

    /// The items of a list, empty when left out; `None` if anything in it is wrong, such as an item twice.
    fn items<T: PartialEq>(
        &self,
        key: &'static str,
        read: impl Fn(&Value<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(value) = self.asked(key) else {
            return Some(Vec::new());
        };
        let list = self.list(key, value)?;
        let mut items = Vec::new();
        for value in list {
            let Some(item) = read(value) else { continue };
            if items.contains(&item) {
                let problem = (format!("{key} 中有重复"), "请去掉重复的一项".to_owned());
                self.sheet.note(value.span().start, &self.inside(key), problem);
            } else {
                items.push(item);
            }
        }
        (items.len() == list.len()).then_some(items)
    }

    /// A list of texts; empty when left out, `None` if anything in it is wrong.
    pub(crate) fn texts(&self, key: &'static str) -> Option<Vec<String>> {
        self.items(key, |value| self.text_in(key, value))
    }

    /// A list of days, like [`Table::texts`].
    pub(crate) fn dates(&self, key: &'static str) -> Option<Vec<Date>> {
        self.items(key, |value| self.date_in(key, value))
    }

    /// A list of words of a closed list, like [`Table::texts`].
    pub(crate) fn words<W: Copy + PartialEq>(&self, key: &'static str, list: WordList<W>) -> Option<Vec<W>> {
        self.items(key, |value| self.word_in(key, value, list))
    }

    fn table_in(&self, key: &str, value: &'s Value<'s>, name: String) -> Option<Self> {
        let Some(values) = value.get_ref().as_table() else {
            self.wrong_type(key, value, "一组“键 = 值”");
            return None;
        };
        Some(Self {
            sheet: self.sheet,
            values,
            at: value.span().start,
            name,
            asked: RefCell::default(),
        })
    }

    /// A group of keys that may be left out.
    pub(crate) fn optional_table(&self, key: &'static str) -> Option<Self> {
        self.asked(key)
            .and_then(|value| self.table_in(key, value, self.inside(key)))
    }

    /// The groups of a list, at least one, each named by its number.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Self> {
        let list = self.required(key).and_then(|value| self.list(key, value));
        if list.is_some_and(<[_]>::is_empty) {
            self.fault(key, format!("{key} 是空的"), "请至少写一项");
        }
        self.numbered(key, list)
    }

    /// The same for a list that may be left out.
    pub(crate) fn optional_tables(&self, key: &'static str) -> Vec<Self> {
        let list = self.asked(key).and_then(|value| self.list(key, value));
        self.numbered(key, list)
    }

    fn numbered(&self, key: &str, list: Option<&'s [Value<'s>]>) -> Vec<Self> {
        let name = |index: usize| format!("{} 第 {} 项", self.inside(key), index.saturating_add(1));
        let list = list.into_iter().flatten().enumerate();
        list.filter_map(|(index, value)| self.table_in(key, value, name(index)))
            .collect()
    }

    /// Ends the reading of this table: a key that nobody asked for is a fault.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self
            .values
            .iter()
            .filter(|(key, _)| !asked.contains(&key.get_ref().as_ref()))
        {
            let problem = format!("不认识的键{}", quoted(key.get_ref()));
            let remedy = format!("可用的键是：{}", asked.join("、"));
            self.sheet
                .note(key.span().start, &self.inside(""), (problem, remedy));
        }
    }
}

/// All words of a closed list, and how each is written.
pub(crate) type WordList<W> = (&'static [W], fn(W) -> &'static str);

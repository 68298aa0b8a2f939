//! One row while it is being judged: hands out its cells and keeps what was wrong.

use std::collections::HashMap;

use super::columns::{Field, Header};
use super::words::{self, Words};
use super::{Problem, day};

const LONGEST_NAME: usize = 60;

/// Which sheet and row first used a code.
pub(super) type Seen = HashMap<String, (String, u32)>;

pub(super) struct Row<'a> {
    pub(super) sheet: &'a str,
    /// From 1.
    pub(super) number: u32,
    pub(super) header: &'a Header,
    pub(super) cells: &'a [String],
    pub(super) problems: Vec<Problem>,
}

impl Row<'_> {
    /// A code that must be there. Full-width digits and letters become ordinary ones.
    pub(super) fn code(&mut self, field: Field) -> String {
        let code = self.optional_code(field);
        if code.is_none() && self.text(field).is_empty() {
            self.complain(field, "请填写，此项不能空缺。");
        }
        code.unwrap_or_default()
    }

    pub(super) fn optional_code(&mut self, field: Field) -> Option<String> {
        let code = narrow(&self.text(field));
        if code.is_empty() || !self.is_sound(field, &code) {
            return None;
        }
        if lost_digits(&code) {
            self.complain(
                field,
                "编码被当作数值保存，已丢失数位；请把该列设为文本格式后重新填写。",
            );
            return None;
        }
        Some(code)
    }

    /// A name that must be there, of a length that fits on a page.
    pub(super) fn name(&mut self, field: Field) -> String {
        let name = self.text(field);
        if name.is_empty() {
            self.complain(field, "请填写，此项不能空缺。");
        } else {
            self.is_sound(field, &name);
        }
        name
    }

    /// One word from a closed list, as its code.
    pub(super) fn word(&mut self, field: Field, words: Words) -> String {
        let text = self.text(field);
        let code = words::code(words, &text);
        if code.is_none() {
            self.complain(field, &format!("请填写下列之一：{}。", words::choices(words)));
        }
        code.unwrap_or_default().to_owned()
    }

    /// Any number of words from a closed list, each once.
    pub(super) fn words(&mut self, field: Field, words: Words) -> Vec<String> {
        let text = self.text(field);
        let mut codes: Vec<String> = Vec::new();
        for word in words::split(&text) {
            match words::code(words, word) {
                Some(code) if codes.iter().any(|known| known == code) => {}
                Some(code) => codes.push(code.to_owned()),
                None => self.complain(
                    field,
                    &format!(
                        "其中“{}”无法识别；可填：{}。",
                        Problem::quote(word),
                        words::choices(words)
                    ),
                ),
            }
        }
        codes
    }

    pub(super) fn yes(&mut self, field: Field) -> bool {
        let yes = words::yes(&self.text(field));
        if yes.is_none() {
            self.complain(field, "请填写“是”或“否”。");
        }
        yes.unwrap_or_default()
    }

    pub(super) fn day(&mut self, field: Field) -> String {
        let text = self.text(field);
        if text.is_empty() {
            self.complain(field, "请填写日期，如 2026-03-01。");
        }
        self.optional_day(field).unwrap_or_default()
    }

    pub(super) fn optional_day(&mut self, field: Field) -> Option<String> {
        let text = narrow(&self.text(field));
        if matches!(
            text.as_str(),
            "" | "至今" | "现任" | "在任" | "-" | "—" | "——" | "无"
        ) {
            return None;
        }
        let day = day::iso(&text);
        if day.is_none() {
            self.complain(field, "不是可识别的日期，请写成 2026-03-01 的形式。");
        }
        day
    }

    /// Complains if an earlier row has the same key. Only whole keys are compared.
    pub(super) fn once(&mut self, field: Field, key: &[&str], seen: &mut Seen) {
        if key.iter().any(|part| part.is_empty()) {
            return;
        }
        let here = (self.sheet.to_owned(), self.number);
        match seen.get(&key.join("\n")) {
            None => {
                seen.insert(key.join("\n"), here);
            }
            Some((sheet, number)) => {
                let sheet = if sheet == self.sheet {
                    String::new()
                } else {
                    format!("“{sheet}”表")
                };
                let remedy = format!("与{sheet}第 {number} 行重复，请保留其中一行或改正。");
                self.complain(field, &remedy);
            }
        }
    }

    pub(super) fn complain(&mut self, field: Field, remedy: &str) {
        self.problems.push(Problem {
            sheet: self.sheet.to_owned(),
            row: self.number,
            column: self.header.heading(field).to_owned(),
            found: Problem::quote(&self.text(field)),
            remedy: remedy.to_owned(),
        });
    }

    fn text(&self, field: Field) -> String {
        let cell = self.header.place(field).and_then(|place| self.cells.get(place));
        cell.map(|text| text.chars().filter(|c| !c.is_control()).collect())
            .unwrap_or_default()
    }

    fn is_sound(&mut self, field: Field, text: &str) -> bool {
        if text.chars().count() > LONGEST_NAME {
            self.complain(field, &format!("超过 {LONGEST_NAME} 个字，请缩短。"));
            return false;
        }
        if is_formula_error(text) {
            self.complain(field, "单元格公式出错，请改为直接填写内容。");
            return false;
        }
        true
    }
}

/// Full-width digits, letters and signs as ordinary ones.
fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => u32::from(c)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).collect()
}

/// 3.20102E+17: what a spreadsheet makes of a long code in a column of numbers.
fn lost_digits(code: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    code.split_once("E+")
        .is_some_and(|(digits, power)| is_number(digits) && is_number(power))
}

fn is_formula_error(text: &str) -> bool {
    matches!(
        text,
        "#DIV/0!" | "#N/A" | "#NAME?" | "#NULL!" | "#NUM!" | "#REF!" | "#VALUE!"
    )
}

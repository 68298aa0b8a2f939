use std::collections::HashMap;

use super::{Look, Manuscript};
use crate::inspect::markup::{Element, Piece};

/// The page on its way.
pub(super) struct Page<'p> {
    looks: &'p HashMap<String, Look>,
    numbered: &'p HashMap<(String, String), bool>,
    manuscript: Manuscript,
    /// Paragraphs that are open; a text box in one has its own.
    paragraphs: Vec<Paragraph>,
    /// Tables that are open, one in a cell of another.
    tables: Vec<Table>,
    run: Run,
    reads: bool,
    /// How many elements are open that must not come along.
    leaves_out: usize,
    /// Whether the block before was a list item, which the next one follows without an empty line.
    after_item: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    look: Option<Look>,
    list: Option<String>,
    /// How deep in the list, from 0.
    level: usize,
    /// Whether bold or italic words are open at its end.
    open: &'static str,
}

#[derive(Default)]
struct Run {
    is_open: bool,
    is_bold: bool,
    is_italic: bool,
    is_hidden: bool,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    cell: String,
    span: usize,
}

/// What must not come along: deletions, and the second writing of what was written already.
const LEFT_OUT: &[&str] = &["del", "moveFrom", "Fallback"];

impl<'p> Page<'p> {
    pub(super) fn new(
        looks: &'p HashMap<String, Look>,
        numbered: &'p HashMap<(String, String), bool>,
    ) -> Self {
        Self {
            looks,
            numbered,
            manuscript: Manuscript::default(),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            run: Run::default(),
            reads: false,
            leaves_out: 0,
            after_item: false,
        }
    }

    pub(super) fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Opens(element) if LEFT_OUT.contains(&element.name) => self.leaves_out += 1,
            Piece::Closes(name) if LEFT_OUT.contains(name) => {
                self.leaves_out = self.leaves_out.saturating_sub(1);
            }
            _ if 0 < self.leaves_out => {}
            Piece::Opens(element) => self.opens(element),
            Piece::Text(text) => self.text(text),
            Piece::Closes(name) => self.closes(name),
        }
    }

    pub(super) fn done(mut self) -> Manuscript {
        self.manuscript.body = self.manuscript.body.trim().to_owned();
        self.manuscript
    }

    fn opens(&mut self, element: &Element<'_>) {
        let value = || element.value("val").unwrap_or_default();
        match element.name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => {
                self.run = Run {
                    is_open: true,
                    ..Run::default()
                }
            }
            "b" if self.run.is_open => self.run.is_bold = element.is_on(),
            "i" if self.run.is_open => self.run.is_italic = element.is_on(),
            "vanish" if self.run.is_open => self.run.is_hidden = element.is_on(),
            "t" => self.reads = self.run.is_open && !self.run.is_hidden,
            "tab" | "br" | "cr" if self.run.is_open => self.put(" "),
            "noBreakHyphen" => self.put("-"),
            "drawing" | "pict" => self.manuscript.pictures += 1,
            "tbl" => self.tables.push(Table::default()),
            "tr" => self.in_table(|table| table.rows.push(Vec::new())),
            "tc" => self.in_table(|table| (table.cell, table.span) = (String::new(), 1)),
            "gridSpan" => {
                let span = value().parse::<usize>().unwrap_or(1).min(64);
                self.in_table(|table| table.span = span);
            }
            name => self.describes(name, value),
        }
    }

    /// What a paragraph says of itself before its words.
    fn describes(&mut self, name: &str, value: impl Fn() -> String) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match name {
            "pStyle" => match self.looks.get(&value()) {
                Some(Look::Item(list)) => paragraph.list = Some(list.clone()),
                look => paragraph.look = look.cloned(),
            },
            "numId" => paragraph.list = Some(value()).filter(|list| list != "0"),
            "ilvl" => paragraph.level = value().parse().unwrap_or(0),
            _ => {}
        }
    }

    fn closes(&mut self, name: &str) {
        match name {
            "t" => self.reads = false,
            "r" => self.run = Run::default(),
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.ends(paragraph);
                }
            }
            "tc" => self.in_table(Table::ends_cell),
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    let table = table.written();
                    self.block(&table, false);
                }
            }
            _ => {}
        }
    }

    fn in_table(&mut self, does: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            does(table);
        }
    }

    fn text(&mut self, text: &str) {
        if self.reads {
            self.put(&escaped(text));
        }
    }

    fn put(&mut self, text: &str) {
        let in_table = !self.tables.is_empty();
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        let wanted = match (self.run.is_bold, self.run.is_italic) {
            // a heading is bold by itself, and a space cannot be
            _ if paragraph.look.is_some() || text.trim().is_empty() || in_table => "",
            (true, _) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        if paragraph.open != wanted && !text.trim().is_empty() {
            paragraph.shut();
            paragraph.text.push_str(wanted);
            paragraph.open = wanted;
        }
        paragraph.text.push_str(text);
    }

    fn ends(&mut self, mut paragraph: Paragraph) {
        paragraph.shut();
        let text = paragraph.text.trim().to_owned();
        if text.is_empty() {
            return;
        }
        if let Some(table) = self.tables.last_mut() {
            if !table.cell.is_empty() {
                table.cell.push(' ');
            }
            table.cell.push_str(&text);
            return;
        }
        match (paragraph.look, &paragraph.list) {
            (Some(Look::Title), _) if self.manuscript.title.is_empty() => {
                self.manuscript.title = unescaped(&text);
            }
            (Some(Look::Title), _) => self.block(&format!("# {text}"), false),
            (Some(Look::Heading(level)), _) => {
                let signs = "#".repeat(level.clamp(1, 5) + 1);
                self.block(&format!("{signs} {text}"), false);
            }
            (_, Some(list)) => {
                let key = (list.clone(), paragraph.level.to_string());
                let sign = if self.numbered.get(&key).copied().unwrap_or(false) {
                    "1."
                } else {
                    "-"
                };
                let indent = "   ".repeat(paragraph.level.min(5));
                self.block(&format!("{indent}{sign} {text}"), true);
            }
            (_, None) => self.block(&harmless(&text), false),
        }
    }

    fn block(&mut self, text: &str, is_item: bool) {
        let between = if is_item && self.after_item { "\n" } else { "\n\n" };
        self.manuscript.body.push_str(between);
        self.manuscript.body.push_str(text);
        self.after_item = is_item;
    }
}

impl Paragraph {
    /// Ends bold or italic words before the spaces behind them.
    fn shut(&mut self) {
        let end = self.text.trim_end().len();
        self.text.insert_str(end, self.open);
        self.open = "";
    }
}

impl Table {
    fn ends_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell).replace('|', "\\|");
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
            row.extend((1..self.span).map(|_| String::new()));
        }
    }

    fn written(self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let line = |cells: &[String]| {
            let empty = String::new();
            let cells = (0..columns).map(|place| cells.get(place).unwrap_or(&empty).as_str());
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let mut lines: Vec<_> = self.rows.iter().map(|row| line(row)).collect();
        if !lines.is_empty() {
            lines.insert(1, format!("|{}", " --- |".repeat(columns)));
        }
        lines.join("\n")
    }
}

/// Signs that would mean something in Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '~') {
            escaped.push('\\');
        }
        escaped.push(if sign.is_control() { ' ' } else { sign });
    }
    escaped
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        plain.extend(if sign == '\\' { signs.next() } else { Some(sign) });
    }
    plain
}

/// A paragraph that begins as a list or a heading would, and is none.
fn harmless(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    if 0 < digits && (rest.starts_with(". ") || rest.starts_with(") ")) {
        let (number, rest) = text.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if text.starts_with(['#', '>', '+', '|']) || text.starts_with("- ") {
        return format!("\\{text}");
    }
    text.to_owned()
}

//! Workbooks: every cell of every sheet, told apart by whether the sheet, its row and its column are shown.

use std::collections::HashMap;

use super::archive::Part;
use super::markup::{Element, Piece, walk};
use super::rest::tells;
use super::{Gathered, Place, Unfit};

const SHARED: &str = "xl/sharedStrings.xml";
/// Cells of a row are further apart than the groups of one number.
const BETWEEN: &str = "   ";

/// Whether a part is read here; the rest of a workbook is read as any part.
pub(super) fn is_read(name: &str) -> bool {
    name == SHARED || is_sheet(name)
}

fn is_sheet(name: &str) -> bool {
    name.starts_with("xl/worksheets/") && name.ends_with(".xml")
}

pub(super) fn read(parts: &[Part]) -> Result<Gathered, Unfit> {
    let part = |name: &str| parts.iter().find(|part| part.name == name);
    let shared = part(SHARED).map_or(Ok(Vec::new()), shared)?;
    let hidden = hidden_sheets(part("xl/workbook.xml"), part("xl/_rels/workbook.xml.rels"))?;
    let mut gathered = Gathered::default();
    for part in parts.iter().filter(|part| is_sheet(&part.name)) {
        let is_hidden = hidden.contains(&part.name);
        sheet(part, &shared, is_hidden, &mut gathered)?;
    }
    Ok(gathered)
}

/// The texts that cells share; a text may be cut into runs.
fn shared(part: &Part) -> Result<Vec<String>, Unfit> {
    let (mut texts, mut text, mut in_text) = (Vec::new(), String::new(), false);
    walk(&part.bytes, |piece| match piece {
        Piece::Opens(element) => in_text |= element.name == "t",
        Piece::Text(more) if in_text => text.push_str(more),
        Piece::Closes("t") => in_text = false,
        Piece::Closes("si") => texts.push(std::mem::take(&mut text)),
        _ => {}
    })?;
    Ok(texts)
}

/// The parts of sheets that are not shown.
fn hidden_sheets(workbook: Option<&Part>, relations: Option<&Part>) -> Result<Vec<String>, Unfit> {
    let (Some(workbook), Some(relations)) = (workbook, relations) else {
        return Err(Unfit::Damaged);
    };
    let mut targets = HashMap::new();
    walk(&relations.bytes, |piece| {
        if let Piece::Opens(element) = piece
            && let (Some(id), Some(target)) = (element.value("Id"), element.value("Target"))
        {
            let name = target
                .strip_prefix('/')
                .map_or_else(|| format!("xl/{target}"), ToOwned::to_owned);
            targets.insert(id, name);
        }
    })?;
    let mut hidden = Vec::new();
    walk(&workbook.bytes, |piece| {
        if let Piece::Opens(element) = piece
            && element.name == "sheet"
            && element.value("state").is_some_and(|state| state != "visible")
        {
            hidden.extend(element.value("id").and_then(|id| targets.get(&id).cloned()));
        }
    })?;
    Ok(hidden)
}

/// A sheet on its way.
struct Sheet<'s> {
    shared: &'s [String],
    is_hidden: bool,
    /// The columns that are not shown, from and to.
    hidden_columns: Vec<(u32, u32)>,
    row_is_hidden: bool,
    column: u32,
    kind: String,
    text: String,
    in_value: bool,
    row: [String; 3],
}

fn sheet(part: &Part, shared: &[String], is_hidden: bool, gathered: &mut Gathered) -> Result<(), Unfit> {
    let mut sheet = Sheet {
        shared,
        is_hidden,
        hidden_columns: Vec::new(),
        row_is_hidden: false,
        column: 0,
        kind: String::new(),
        text: String::new(),
        in_value: false,
        row: Default::default(),
    };
    walk(&part.bytes, |piece| match piece {
        Piece::Opens(element) => sheet.opens(element, gathered),
        Piece::Text(text) if sheet.in_value => sheet.text.push_str(text),
        Piece::Text(_) => {}
        Piece::Closes(name) => sheet.closes(name, gathered),
    })
}

impl Sheet<'_> {
    fn opens(&mut self, element: &Element<'_>, gathered: &mut Gathered) {
        let is_nothing = |name: &str| {
            let size = element.value(name).and_then(|size| size.parse::<f64>().ok());
            size.is_some_and(|size| size < 0.2)
        };
        let is_on = |name: &str| matches!(element.value(name).as_deref(), Some("1" | "true"));
        let number = |name: &str| element.value(name).and_then(|number| number.parse::<u32>().ok());
        match element.name {
            "col" if is_on("hidden") || is_nothing("width") => {
                self.hidden_columns
                    .push((number("min").unwrap_or(0), number("max").unwrap_or(u32::MAX)));
            }
            "row" => {
                self.row_is_hidden = is_on("hidden") || is_nothing("ht");
                self.column = 0;
            }
            "c" => {
                self.column = element.value("r").map_or(self.column + 1, |cell| column(&cell));
                self.kind = element.value("t").unwrap_or_default();
                self.text.clear();
            }
            "v" | "t" => self.in_value = true,
            // formulas, headers, prompts: told when they end
            "f" | "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter"
            | "formula1" | "formula2" | "formula" => {
                self.in_value = true;
                self.text.clear();
            }
            _ => {
                for (_, value) in element.values().iter().filter(|(_, value)| tells(value)) {
                    gathered.add(Place::Aside, value);
                }
            }
        }
    }

    fn closes(&mut self, name: &str, gathered: &mut Gathered) {
        match name {
            "v" | "t" => self.in_value = false,
            "f" | "formula1" | "formula2" | "formula" => {
                if tells(&self.text) {
                    gathered.add(Place::Aside, &self.text);
                }
                (self.in_value, self.text) = (false, String::new());
            }
            "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter" => {
                gathered.add(Place::HeaderFooter, &self.text);
                self.in_value = false;
            }
            "c" => self.cell(gathered),
            "row" => {
                let places = [Place::Body, self.row_place(), Place::HiddenColumn];
                for (text, place) in std::mem::take(&mut self.row).iter().zip(places) {
                    gathered.add(place, text);
                }
                gathered.close_boxes();
            }
            _ => {}
        }
    }

    fn cell(&mut self, gathered: &mut Gathered) {
        let text = match self.kind.as_str() {
            "s" => {
                let place = self.text.trim().parse::<usize>().ok();
                place
                    .and_then(|place| self.shared.get(place))
                    .cloned()
                    .unwrap_or_default()
            }
            "b" | "e" => String::new(),
            "str" | "inlineStr" => std::mem::take(&mut self.text),
            _ => whole(&self.text),
        };
        gathered.boxed(&text);
        let hidden_column = self
            .hidden_columns
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&self.column));
        let slot = if self.is_hidden || self.row_is_hidden {
            &mut self.row[1]
        } else if hidden_column {
            &mut self.row[2]
        } else {
            &mut self.row[0]
        };
        slot.push_str(&text);
        slot.push_str(BETWEEN);
    }

    fn row_place(&self) -> Place {
        if self.is_hidden {
            Place::HiddenSheet
        } else {
            Place::HiddenRow
        }
    }
}

/// Which column a cell stands in: `AB12` in the 28th.
fn column(cell: &str) -> u32 {
    cell.bytes()
        .take_while(u8::is_ascii_alphabetic)
        .fold(0, |column: u32, letter| {
            let letter = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
            column.saturating_mul(26).saturating_add(letter)
        })
}

/// A number with all its digits: some programs write large ones with an exponent.
fn whole(text: &str) -> String {
    let text = text.trim();
    match text.parse::<f64>() {
        Ok(number) if text.contains(['e', 'E']) && number.fract() == 0.0 && number.abs() < 1e16 => {
            format!("{number:.0}")
        }
        _ => text.to_owned(),
    }
}

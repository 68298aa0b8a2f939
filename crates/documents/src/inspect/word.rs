//! Text documents: paragraphs as they are shown, as they were before tracked changes, and with what is hidden.

use super::archive::Part;
use super::markup::{Piece, walk};
use super::rest::tells;
use super::{Gathered, Place, Unfit};

/// Where the text of a part stands, when it has paragraphs.
pub(super) fn place(name: &str) -> Option<Place> {
    let file = name.strip_prefix("word/")?.strip_suffix(".xml")?;
    let kind = file.trim_end_matches(|c: char| c.is_ascii_digit());
    Some(match kind {
        "document" => Place::Body,
        "header" | "footer" => Place::HeaderFooter,
        "comments" => Place::Comment,
        "footnotes" | "endnotes" => Place::Note,
        "glossary/document" => Place::Aside,
        _ => return None,
    })
}

/// One paragraph on its way; a text box in it has paragraphs of its own.
#[derive(Default)]
struct Paragraph {
    shown: String,
    /// As it stood before the tracked changes.
    before: String,
    was_changed: bool,
    /// With what is formatted as hidden.
    whole: String,
    hides: bool,
    /// What fields compute from.
    field: String,
}

#[derive(Default)]
struct State {
    paragraphs: Vec<Paragraph>,
    /// How many elements are open that delete, or that insert.
    deleting: usize,
    inserting: usize,
    /// Whether the present run is hidden.
    hidden: bool,
    in_run: bool,
    reads: Reads,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Reads {
    #[default]
    Nothing,
    Text,
    Field,
}

pub(super) fn read(part: &Part, place: Place, gathered: &mut Gathered) -> Result<(), Unfit> {
    let mut state = State::default();
    walk(&part.bytes, |piece| match piece {
        Piece::Opens(element) => {
            for (_, value) in element.values().iter().filter(|(_, value)| tells(value)) {
                gathered.add(Place::Aside, value);
            }
            let is_on = element.is_on();
            state.opens(element.name, is_on);
        }
        Piece::Text(text) => state.text(text),
        Piece::Closes(name) => {
            if name == "tr" {
                gathered.close_boxes();
            }
            if let Some(paragraph) = state.closes(name) {
                paragraph.gathered(place, gathered);
            }
        }
    })
}

impl State {
    fn opens(&mut self, name: &str, is_on: bool) {
        match name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => (self.in_run, self.hidden) = (true, false),
            "del" | "moveFrom" => self.deleting += 1,
            "ins" | "moveTo" => self.inserting += 1,
            "vanish" | "webHidden" | "specVanish" if self.in_run && is_on => self.hidden = true,
            "t" | "delText" => self.reads = Reads::Text,
            "instrText" | "delInstrText" => self.reads = Reads::Field,
            "tab" | "br" | "cr" if self.in_run => self.put(" "),
            "noBreakHyphen" => self.put("-"),
            _ => {}
        }
    }

    fn closes(&mut self, name: &str) -> Option<Paragraph> {
        match name {
            "p" => return self.paragraphs.pop(),
            "r" => (self.in_run, self.hidden) = (false, false),
            "del" | "moveFrom" => self.deleting = self.deleting.saturating_sub(1),
            "ins" | "moveTo" => self.inserting = self.inserting.saturating_sub(1),
            "t" | "delText" | "instrText" | "delInstrText" => self.reads = Reads::Nothing,
            _ => {}
        }
        None
    }

    fn text(&mut self, text: &str) {
        match self.reads {
            Reads::Text => self.put(text),
            Reads::Field => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.field.push_str(text);
                }
            }
            Reads::Nothing => {}
        }
    }

    fn put(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        if self.inserting == 0 {
            paragraph.before.push_str(text);
        }
        if 0 < self.deleting {
            paragraph.was_changed = true;
            return;
        }
        paragraph.whole.push_str(text);
        if self.hidden {
            paragraph.hides = true;
        } else {
            paragraph.shown.push_str(text);
        }
    }
}

impl Paragraph {
    fn gathered(self, place: Place, gathered: &mut Gathered) {
        gathered.add(place, &self.shown);
        if place == Place::Body {
            gathered.boxed(&self.shown);
        }
        if self.was_changed {
            gathered.add(Place::Revision, &self.before);
        }
        if self.hides {
            gathered.add(Place::HiddenText, &self.whole);
        }
        gathered.add(Place::Aside, &self.field);
    }
}

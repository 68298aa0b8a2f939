//! Looks inside a file that somebody wants to publish: all the text in it, also what its program does not show, each
//! piece with its place. What cannot be looked through is refused, so that nothing gets past unseen.

pub(crate) mod archive;
mod cells;
mod image;
pub(crate) mod markup;
mod pdf;
mod rest;
mod word;

use thiserror::Error;

/// What a file is, by its bytes and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PDF
    Pdf,
    /// A text document of Office Open XML.
    Docx,
    /// A workbook of Office Open XML.
    Xlsx,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
}

/// Where a piece of text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where readers look.
    Body,
    /// In a header or a footer.
    HeaderFooter,
    /// In a footnote or an endnote.
    Note,
    /// In a comment.
    Comment,
    /// In text that was deleted with changes tracked.
    Revision,
    /// In text that is formatted as hidden.
    HiddenText,
    /// In a hidden sheet.
    HiddenSheet,
    /// In a hidden row.
    HiddenRow,
    /// In a hidden column.
    HiddenColumn,
    /// In what the file says about itself.
    Properties,
    /// Anywhere else: links, fields, descriptions of pictures, prompts.
    Aside,
}

impl Place {
    /// Whether readers see it when they open the file.
    #[must_use]
    pub fn is_shown(self) -> bool {
        matches!(self, Self::Body | Self::HeaderFooter | Self::Note)
    }
}

/// A piece of text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where.
    pub place: Place,
    /// What.
    pub text: String,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// What it is.
    pub kind: Kind,
    /// All its text.
    pub passages: Vec<Passage>,
    /// Whether it also shows pictures, which nobody has looked at.
    pub has_pictures: bool,
}

/// Why a file cannot be published as it is.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Unfit {
    /// None of the kinds that are taken.
    #[error("not a kind of file that is taken")]
    UnknownKind,
    /// It begins like one of them and does not hold together.
    #[error("damaged")]
    Damaged,
    /// Small on the disk, enormous when it is opened.
    #[error("too much in it")]
    Swollen,
    /// Behind a password, or in a format from before.
    #[error("old or locked")]
    Locked,
    /// It holds a program.
    #[error("holds a program")]
    Macros,
    /// It holds another file.
    #[error("holds another file")]
    Embedded,
    /// One of its parts would be unpacked somewhere else.
    #[error("holds a path")]
    PathInside,
}

/// Looks inside.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, Unfit> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => pdf::inspect(bytes),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => image::png(bytes),
        [0xff, 0xd8, 0xff, ..] => image::jpeg(bytes),
        [b'P', b'K', 3, 4, ..] => office(bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(Unfit::Locked),
        _ => Err(Unfit::UnknownKind),
    }
}

fn office(bytes: &[u8]) -> Result<Inspected, Unfit> {
    let parts = archive::parts(bytes)?;
    let is_there = |name: &str| parts.iter().any(|part| part.name == name);
    let (kind, mut passages) = if is_there("word/document.xml") {
        (Kind::Docx, Gathered::default())
    } else if is_there("xl/workbook.xml") {
        (Kind::Xlsx, cells::read(&parts)?)
    } else {
        return Err(Unfit::UnknownKind);
    };
    for part in &parts {
        match word::place(&part.name) {
            _ if !part.is_markup() => {}
            Some(place) if kind == Kind::Docx => word::read(part, place, &mut passages)?,
            _ if kind == Kind::Xlsx && cells::is_read(&part.name) => {}
            _ => rest::read(part, &mut passages)?,
        }
    }
    Ok(Inspected {
        kind,
        has_pictures: parts.iter().any(archive::Part::is_picture),
        passages: passages.done()?,
    })
}

/// Passages on their way, as many as are reasonable.
#[derive(Default)]
struct Gathered {
    passages: Vec<Passage>,
    length: usize,
    /// Signs that stand alone in neighbouring cells, as in forms with a box for each digit.
    boxes: String,
}

impl Gathered {
    /// More text than this is no document.
    const MOST: usize = 8 * 1024 * 1024;
    /// Fewer boxes than this make no number of a person.
    const FEWEST_BOXES: usize = 7;

    fn add(&mut self, place: Place, text: &str) {
        let text = text.trim();
        if text.is_empty() || Self::MOST < self.length {
            return;
        }
        self.length += text.len();
        self.passages.push(Passage {
            place,
            text: text.to_owned(),
        });
    }

    /// A cell or a paragraph of the body: what stands in boxes of its own is also read together.
    fn boxed(&mut self, text: &str) {
        let mut signs = text.trim().chars();
        match (signs.next(), signs.next()) {
            (Some(sign), None) => self.boxes.push(sign),
            (None, _) => {}
            _ => self.close_boxes(),
        }
    }

    fn close_boxes(&mut self) {
        let boxes = std::mem::take(&mut self.boxes);
        if Self::FEWEST_BOXES <= boxes.chars().count() {
            self.add(Place::Aside, &boxes);
        }
    }

    fn done(mut self) -> Result<Vec<Passage>, Unfit> {
        self.close_boxes();
        if Self::MOST < self.length {
            return Err(Unfit::Swollen);
        }
        Ok(self.passages)
    }
}

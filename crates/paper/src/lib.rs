//! A disclosure on paper, for the notice board: a PDF in the layout of official documents (GB/T 9704-2012), with a QR
//! code that leads to the page.
//!
//! **Invariant:** given the same notice and the same faces it gives the same bytes; it looks at no clock and at no
//! platform. The only thing it reads from outside are the fonts ([`Faces::find`]).

mod break_lines;
mod draw;
mod faces;
mod layout;
mod sheet;
mod table;

pub use faces::{Faces, NoFont};

/// What goes onto paper.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    /// The red line on top: who discloses.
    pub letterhead: String,
    /// The number, under it.
    pub number: String,
    /// The title.
    pub title: String,
    /// The text.
    pub blocks: Vec<Block>,
    /// Beside the code, from the top: when it was released, to whom, where it stands.
    pub facts: Vec<String>,
    /// The page that the code leads to.
    pub address: String,
    /// The language, as browsers name it.
    pub lang: String,
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of a level, from 1.
    Heading(u8, String),
    /// A paragraph; its first line stands two characters in.
    Paragraph(String),
    /// A line that stands at the margin: whom it is addressed to.
    Flush(String),
    /// Lines at the right: who signs, and the day.
    Signature(Vec<String>),
    /// Rows of cells, the first of them the head.
    Table(Vec<Vec<String>>),
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The writer of PDFs did not accept what it was given.
    #[error("the PDF could not be written: {0}")]
    Writing(String),
    /// An address too long for a code.
    #[error("the address does not fit into a QR code")]
    Code,
}

/// The notice as a PDF.
pub fn pdf(notice: &Notice, faces: &Faces) -> Result<Vec<u8>, Fault> {
    let sheets = layout::sheets(notice, faces)?;
    draw::document(&sheets, notice, faces)
}

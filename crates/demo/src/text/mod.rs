//! Disclosure texts that read like official ones and are about nothing real.
//!
//! **Invariant:** what a matter is about (its subject, sums, names) depends on its seed alone, the wording on the
//! stage too: so the three stages of one matter speak of the same thing in other words.

mod bank;
mod facts;
mod outline;
mod pen;
mod table;
mod theme;
mod topic;

use domain::words::{Stage, Track};
use jiff::civil::Date;

/// A title and its Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// One line.
    pub title: String,
    /// Headings, paragraphs, lists and GFM tables; sums in a table's last row are the sums of its columns.
    pub body: String,
}

/// How long a body becomes, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Length {
    /// 300 to 500.
    Short,
    /// 600 to 1,500.
    Usual,
    /// 5,000 and more, with at least two tables.
    Long,
}

/// What a text is to be about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Whom the text addresses.
    pub track: Track,
    /// As in the catalogue.
    pub entry_name: &'a str,
    /// As in the catalogue.
    pub category: &'a str,
    /// The content elements the entry asks for; each one is named in the text.
    pub elements: &'a [String],
    /// Decides the wording and the kind of tables.
    pub stage: Stage,
    /// Signs the text.
    pub unit_name: &'a str,
    /// The day of the signature.
    pub day: Date,
    /// Of the body.
    pub length: Length,
}

/// The text of one stage of the matter with this seed.
#[must_use]
pub fn compose(seed: u64, about: About<'_>) -> Text {
    let mut pen = pen::Pen::new(seed, about);
    pen.write("{title}");
    let title = pen.take();
    outline::write(&mut pen);
    Text {
        title,
        body: pen.take(),
    }
}

#[cfg(test)]
mod tests;

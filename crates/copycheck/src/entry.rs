//! What is compared: a text with the facts about it that tell honest sharing from copying.

use serde::{Deserialize, Serialize};

/// What a text is to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A unit's own text.
    #[serde(rename = "doc")]
    Document,
    /// A law, regulation or rule that everybody may quote.
    Regulation,
    /// A superior's circular that those below may quote.
    Circular,
    /// A form or model that the platform or a superior issued to be filled in.
    Template,
}

impl Kind {
    /// Whether everybody may use its text.
    pub fn is_authority(self) -> bool {
        match self {
            Self::Document => false,
            Self::Regulation | Self::Circular | Self::Template => true,
        }
    }
}

/// The genre whose texts answer persons: the same words to different persons are reported.
pub const REPLY: &str = "reply";

/// A text, added or asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The caller's name for it; adding another text under it replaces the first.
    pub id: String,
    /// What it is to the others.
    pub kind: Kind,
    /// The name of the unit that publishes it.
    #[serde(default)]
    pub unit: String,
    /// The sort of document, in the caller's words; [`REPLY`] alone means something here.
    #[serde(default)]
    pub genre: String,
    /// The day of publication as `2024-05-15`.
    #[serde(default)]
    pub date: String,
    /// Its title; naming it with a citing word is credit.
    #[serde(default)]
    pub title: String,
    /// The whole text, as published.
    pub text: String,
    /// Who may read it, in the caller's words: texts with the same words are one class, asked about once a question.
    #[serde(default)]
    pub readers: String,
}

//! What a check answers: evidence to look at, never a verdict.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How a text came by what it shares with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Passages of another unit's text, without credit.
    Copy,
    /// One text that very many units share.
    Mass,
    /// The unit's own earlier text as a whole, with other dates and figures.
    Republished,
    /// The unit's earlier reply to somebody else.
    Reply,
    /// Passages whose source is named beside them.
    Credited,
}

/// Why a stretch of the text asked about does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Reason {
    /// It stands in a law, a regulation or a superior's circular.
    Quoted {
        /// The authority's id.
        source: String,
    },
    /// It stands in a form or model issued to be filled in.
    Form {
        /// The form's id.
        source: String,
    },
    /// It is given as the words of a rule that is not among the texts.
    Cited {
        /// The title between 《 and 》.
        title: String,
    },
    /// The unit has said it in at least three of its earlier texts.
    Standing,
    /// So many texts hold it that it is a turn of phrase.
    Common,
}

/// A stretch that does not count. Ranges count characters (Unicode code points) of the original text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exempt {
    /// In the text asked about.
    pub range: Range<usize>,
    /// Why it does not count.
    #[serde(flatten)]
    pub reason: Reason,
}

/// A stretch of the text asked about beside the stretch of the source that it agrees with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Characters of the text asked about.
    pub here: Range<usize>,
    /// Characters of the source.
    pub there: Range<usize>,
    /// Whether the source is named beside it with a citing word.
    pub is_credited: bool,
}

/// A text that shares passages with the one asked about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The source's id.
    pub id: String,
    /// How the text came by them.
    pub kind: FindingKind,
    /// Orders findings; compares only within one report.
    pub score: f64,
    /// The part of the text's characters that the passages cover, from 0 to 1.
    pub share: f64,
    /// Characters in the passages that are not exempt, after folding.
    pub copied: usize,
    /// In the order of the text asked about.
    pub passages: Vec<Passage>,
    /// The source unit's own name left standing in the passages: characters of the text asked about.
    pub foreign_names: Vec<Range<usize>>,
}

/// The answer to one question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Strongest first.
    pub findings: Vec<Finding>,
    /// What does not count, in the order of the text.
    pub exempt: Vec<Exempt>,
}

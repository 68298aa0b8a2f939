use app::likeness::{Beside, Mark, Stretch, Why};

use super::section::{foreign, sentence, source};
use crate::frame::Frame;
use crate::markdown;
use crate::texts::fill;

/// Two texts side by side, in words.
pub(super) struct Pair {
    pub(super) beside: Beside,
    pub(super) foreign: Option<String>,
    pub(super) sentence: String,
    pub(super) source: String,
    pub(super) rows: Vec<Row>,
}

/// A stretch as it is shown.
pub(super) enum Row {
    /// It stands here alone: how much, and the words.
    Own(String, String),
    /// It does not count: why, and the words.
    Exempt(String, String),
    Alike {
        here: Vec<Mark>,
        there: Vec<Mark>,
        is_credited: bool,
    },
}

impl Pair {
    pub(super) fn of(f: &Frame, beside: Beside) -> Self {
        let stretches = beside.stretches(&markdown::seen);
        Self {
            foreign: foreign(f, &beside.alike),
            sentence: if beside.is_alike() {
                sentence(f, &beside.alike)
            } else {
                f.t.likeness.nothing_left.to_owned()
            },
            source: source(&beside.alike),
            rows: stretches.into_iter().map(|stretch| row(f, stretch)).collect(),
            beside,
        }
    }

    pub(super) fn is_alike(&self) -> bool {
        self.beside.is_alike()
    }
}

fn row(f: &Frame, stretch: Stretch) -> Row {
    match stretch {
        Stretch::Own(words) => {
            let count = words.chars().filter(|sign| !sign.is_whitespace()).count();
            Row::Own(fill(f.t.likeness.only_here, &[&count.to_string()]), words)
        }
        Stretch::Exempt(words, why) => Row::Exempt(reason(f, &why), words),
        Stretch::Alike {
            here,
            there,
            is_credited,
        } => Row::Alike {
            here,
            there,
            is_credited,
        },
    }
}

fn reason(f: &Frame, why: &Why) -> String {
    let w = &f.t.likeness;
    let named = |words: &str, title: &str| {
        // a rulebook may bring its own marks
        let title = title.trim_start_matches('《').trim_end_matches('》');
        if title.is_empty() {
            w.quoted_unknown.to_owned()
        } else {
            fill(words, &[title])
        }
    };
    match why {
        Why::Quoted(title) => named(w.quoted, title),
        Why::Form(title) => named(w.form, title),
        Why::Cited(title) => named(w.cited, title),
        Why::Standing => w.standing.to_owned(),
        Why::Common => w.common.to_owned(),
    }
}

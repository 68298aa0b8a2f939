use app::likeness::{Beside, Mark, Stretch, Why};

use super::section::{foreign, sentence, source};
use crate::frame::Frame;
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
    pub(super) fn of(f: &Frame, mut beside: Beside) -> Self {
        let stretches = std::mem::take(&mut beside.stretches);
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
            Row::Own(fill(f.t.likeness.only_here, &[&count.to_string()]), plain(&words))
        }
        Stretch::Exempt(words, why) => Row::Exempt(reason(f, &why), plain(&words)),
        Stretch::Alike {
            here,
            there,
            is_credited,
        } => Row::Alike {
            here: here.into_iter().map(readable).collect(),
            there: there.into_iter().map(readable).collect(),
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

fn readable(mark: Mark) -> Mark {
    Mark {
        text: plain(&mark.text),
        ..mark
    }
}

/// The words as readers know them: without the signs that make headings, tables and bold words.
fn plain(words: &str) -> String {
    let line = |line: &str| {
        let line = line.trim_start_matches('#').replace('|', " ");
        let is_ruler = !line.trim().is_empty() && line.chars().all(|sign| "-: ".contains(sign));
        if is_ruler { String::new() } else { light(&line) }
    };
    let lines: Vec<_> = words.split('\n').map(line).collect();
    let mut text = lines.join("\n");
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text
}

/// A line without the signs around bold words. Signs that hide a part of a name or a number stay.
fn light(line: &str) -> String {
    let (mut text, mut rest) = (String::new(), line);
    while let Some((before, after)) = rest.split_once("**") {
        text.push_str(before);
        let bold = after.split_once("**").filter(|(words, _)| {
            words.starts_with(char::is_alphanumeric) && !words.ends_with(char::is_whitespace)
        });
        match bold {
            Some((words, after)) if !text.ends_with(|sign: char| sign.is_alphanumeric() || sign == '*') => {
                text.push_str(words);
                rest = after;
            }
            _ => {
                text.push_str("**");
                rest = after;
            }
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn signs_that_make_headings_and_tables_do_not_stand_in_the_way() {
        let text = "各支部：\n\n## 一、经费\n\n| 项目 | 金额 |\n| --- | ---: |\n| 慰问 | 12 |";
        assert_eq!(
            plain(text),
            "各支部：\n\n 一、经费\n\n  项目   金额  \n\n  慰问   12  "
        );
        assert_eq!(plain("1. **规划正文**，**附图**"), "1. 规划正文，附图");
        let hidden = "张**、李**，110****1234，**未完";
        assert_eq!(
            plain(hidden),
            hidden,
            "what hides a name is no sign of bold words"
        );
    }
}

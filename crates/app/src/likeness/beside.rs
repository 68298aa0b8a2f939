//! Two texts side by side: what they share, what was changed in it, and what does not count and why.

use std::ops::Range;

use copycheck::{Finding, Passage, Report};
use domain::difference::{Piece, difference};

/// A stretch of the text, in the order of reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// It stands in this text alone.
    Own(String),
    /// Others have it too, and may.
    Exempt(String, Why),
    /// It stands in the other text too, perhaps with changes.
    Alike {
        /// As it stands here.
        here: Vec<Mark>,
        /// As it stands there.
        there: Vec<Mark>,
        /// Whether the other text is named beside it.
        is_credited: bool,
    },
}

/// Some words that are shown alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The words.
    pub text: String,
    /// Whether they stand in this text and not in the other.
    pub is_changed: bool,
    /// Whether they do not count.
    pub is_exempt: bool,
    /// Whether they are the name of the other text’s unit.
    pub is_foreign: bool,
}

/// Why a stretch does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It stands in a rule or a circular with this title.
    Quoted(String),
    /// It stands in a form with this title.
    Form(String),
    /// It is given as the words of what this title names.
    Cited(String),
    /// The unit always says so.
    Standing,
    /// Everybody says so.
    Common,
}

/// The stretches that a text falls into beside one of its sources. `title` says what an authority is called.
pub(super) fn stretches(
    (here, there): (&str, &str),
    (report, finding): (&Report, &Finding),
    title: &dyn Fn(&str) -> String,
) -> Vec<Stretch> {
    let (here, there) = (signs(here), signs(there));
    let sides = Sides {
        here: &here,
        there: &there,
        exempt: report
            .exempt
            .iter()
            .map(|exempt| (exempt.range.clone(), why(&exempt.reason, title)))
            .collect(),
        foreign: &finding.foreign_names,
    };
    let mut passages: Vec<&Passage> = finding.passages.iter().collect();
    passages.sort_by_key(|passage| passage.here.start);
    let (mut found, mut at) = (Vec::new(), 0);
    for passage in passages {
        sides.between(at..passage.here.start, &mut found);
        found.push(sides.alike(passage, at));
        at = at.max(passage.here.end);
    }
    sides.between(at..here.len(), &mut found);
    found
}

struct Sides<'a> {
    here: &'a [char],
    there: &'a [char],
    exempt: Vec<(Range<usize>, Why)>,
    foreign: &'a [Range<usize>],
}

impl Sides<'_> {
    /// What lies between two passages.
    fn between(&self, range: Range<usize>, found: &mut Vec<Stretch>) {
        let mut at = range.start;
        let own = |from: usize, to: usize, found: &mut Vec<Stretch>| {
            let words = text(self.here, from..to);
            if !words.trim().is_empty() {
                found.push(Stretch::Own(words));
            }
        };
        for (exempt, why) in &self.exempt {
            let (start, end) = (exempt.start.max(at), exempt.end.min(range.end));
            if start < end {
                own(at, start, found);
                found.push(Stretch::Exempt(text(self.here, start..end), why.clone()));
                at = end;
            }
        }
        own(at, range.end, found);
    }

    fn alike(&self, passage: &Passage, after: usize) -> Stretch {
        let here = passage.here.start.max(after)..passage.here.end;
        let pieces = difference(
            &text(self.there, passage.there.clone()),
            &text(self.here, here.clone()),
        );
        let (mut mine, mut theirs) = (Marks::default(), Marks::default());
        let mut at = here.start;
        for piece in &pieces {
            match piece {
                Piece::Same(words) => {
                    self.mark(words, &mut at, false, &mut mine);
                    theirs.extend(words, Mark::default());
                }
                Piece::New(words) => self.mark(words, &mut at, true, &mut mine),
                Piece::Gone(words) => theirs.extend(
                    words,
                    Mark {
                        is_changed: true,
                        ..Mark::default()
                    },
                ),
            }
        }
        Stretch::Alike {
            here: mine.0,
            there: theirs.0,
            is_credited: passage.is_credited,
        }
    }

    fn mark(&self, words: &str, at: &mut usize, is_changed: bool, marks: &mut Marks) {
        for sign in words.chars() {
            let place = *at;
            *at += 1;
            let like = Mark {
                text: String::new(),
                is_changed,
                is_exempt: self.exempt.iter().any(|(range, _)| range.contains(&place)),
                is_foreign: self.foreign.iter().any(|range| range.contains(&place)),
            };
            marks.extend(sign.encode_utf8(&mut [0; 4]), like);
        }
    }
}

/// Marks as they are put together: neighbours that look alike are one.
#[derive(Default)]
struct Marks(Vec<Mark>);

impl Marks {
    fn extend(&mut self, words: &str, like: Mark) {
        let looks = |mark: &Mark| (mark.is_changed, mark.is_exempt, mark.is_foreign);
        match self.0.last_mut().filter(|last| looks(last) == looks(&like)) {
            Some(last) => last.text.push_str(words),
            None => self.0.push(Mark {
                text: words.to_owned(),
                ..like
            }),
        }
    }
}

fn why(reason: &copycheck::Reason, title: &dyn Fn(&str) -> String) -> Why {
    match reason {
        copycheck::Reason::Quoted { source } => Why::Quoted(title(source)),
        copycheck::Reason::Form { source } => Why::Form(title(source)),
        copycheck::Reason::Cited { title } => Why::Cited(title.clone()),
        copycheck::Reason::Standing => Why::Standing,
        copycheck::Reason::Common => Why::Common,
    }
}

fn signs(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn text(signs: &[char], range: Range<usize>) -> String {
    signs
        .get(range)
        .map(|signs| signs.iter().collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use copycheck::{Exempt, FindingKind, Reason};
    use proptest::prelude::*;

    use super::*;

    fn finding(passages: &[(Range<usize>, Range<usize>)], foreign: Option<Range<usize>>) -> Finding {
        let passage = |(here, there): &(Range<usize>, Range<usize>)| Passage {
            here: here.clone(),
            there: there.clone(),
            is_credited: false,
        };
        Finding {
            id: String::new(),
            kind: FindingKind::Copy,
            score: 1.0,
            share: 0.5,
            copied: 4,
            passages: passages.iter().map(passage).collect(),
            foreign_names: foreign.into_iter().collect(),
        }
    }

    fn report(range: Range<usize>) -> Report {
        let exempt = Exempt {
            range,
            reason: Reason::Standing,
        };
        Report {
            findings: Vec::new(),
            exempt: vec![exempt],
        }
    }

    #[test]
    fn a_foreign_name_and_a_changed_figure_are_marked_inside_the_passage() {
        let here = "前言。由乙支部收缴十元整，按时上缴。";
        let there = "由乙支部收缴九元整，按时上缴。";
        let found = finding(&[(3..18, 0..15)], Some(4..7));
        let stretches = stretches((here, there), (&report(0..2), &found), &str::to_owned);
        let [
            Stretch::Exempt(exempt, Why::Standing),
            Stretch::Own(own),
            Stretch::Alike { here, there, .. },
        ] = stretches.as_slice()
        else {
            panic!("{stretches:?}");
        };
        assert_eq!((exempt.as_str(), own.as_str()), ("前言", "。"));
        let of = |marks: &[Mark], fits: fn(&Mark) -> bool| {
            let fitting = marks.iter().filter(|mark| fits(mark));
            fitting.map(|mark| mark.text.as_str()).collect::<String>()
        };
        assert_eq!(of(here, |mark| mark.is_foreign), "乙支部");
        assert_eq!(
            (
                of(here, |mark| mark.is_changed),
                of(there, |mark| mark.is_changed)
            ),
            ("十".into(), "九".into())
        );
    }

    proptest! {
        #[test]
        fn nothing_of_the_text_is_lost_or_told_twice(
            here in "[一二三四五。]{1,40}", there in "[一二三四五。]{1,40}",
            cuts in proptest::collection::vec(0_usize..40, 6),
        ) {
            let length = here.chars().count();
            let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut.min(length)).collect();
            cuts.sort_unstable();
            let there_length = there.chars().count();
            let passages = [(cuts[0]..cuts[1], 0..there_length), (cuts[2]..cuts[4], 0..there_length)];
            let found = finding(&passages, None);
            let stretches = stretches((&here, &there), (&report(cuts[1]..cuts[3]), &found), &str::to_owned);
            let said: String = stretches.iter().map(|stretch| match stretch {
                Stretch::Own(words) | Stretch::Exempt(words, _) => words.clone(),
                Stretch::Alike { here, .. } => here.iter().map(|mark| mark.text.as_str()).collect(),
            }).collect();
            prop_assert_eq!(said, here);
        }
    }
}

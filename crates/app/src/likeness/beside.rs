//! Two texts side by side: what they share, what was changed in it, and what does not count and why.

use std::ops::Range;

use copycheck::{Finding, Passage, Report};
use domain::difference::{Piece, difference};

/// Which characters of a text its readers see, one for each: nothing for a sign that only sets others.
pub type Seen<'a> = &'a dyn Fn(&str) -> Vec<Option<char>>;

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

/// Two texts with the places of what they share.
#[derive(Clone, Debug)]
pub(super) struct Sides {
    here: String,
    there: String,
    exempt: Vec<(Range<usize>, Why)>,
    foreign: Vec<Range<usize>>,
    /// In the order of this text.
    passages: Vec<Passage>,
}

impl Sides {
    /// A text beside one of its sources. `title` says what an authority is called.
    pub(super) fn of(
        (here, there): (&str, &str),
        (report, finding): (&Report, &Finding),
        title: &dyn Fn(&str) -> String,
    ) -> Self {
        let exempt = report.exempt.iter();
        let mut passages = finding.passages.clone();
        passages.sort_by_key(|passage| passage.here.start);
        Self {
            here: here.to_owned(),
            there: there.to_owned(),
            exempt: exempt
                .map(|exempt| (exempt.range.clone(), why(&exempt.reason, title)))
                .collect(),
            foreign: finding.foreign_names.clone(),
            passages,
        }
    }

    /// The stretches that the text falls into, as its readers see it.
    pub(super) fn stretches(&self, seen: Seen<'_>) -> Vec<Stretch> {
        let shown = Shown {
            sides: self,
            here: Signs(seen(&self.here)),
            there: Signs(seen(&self.there)),
        };
        let (mut found, mut at) = (Vec::new(), 0);
        for passage in &self.passages {
            shown.between(at..passage.here.start, &mut found);
            found.push(shown.alike(passage, at));
            at = at.max(passage.here.end);
        }
        shown.between(at..shown.here.0.len(), &mut found);
        found
    }
}

/// Both texts as their readers see them.
struct Shown<'a> {
    sides: &'a Sides,
    here: Signs,
    there: Signs,
}

impl Shown<'_> {
    /// What lies between two passages.
    fn between(&self, range: Range<usize>, found: &mut Vec<Stretch>) {
        let mut at = range.start;
        let own = |from: usize, to: usize, found: &mut Vec<Stretch>| {
            let words = self.here.words(from..to);
            if !words.trim().is_empty() {
                found.push(Stretch::Own(words));
            }
        };
        for (exempt, why) in &self.sides.exempt {
            let (start, end) = (exempt.start.max(at), exempt.end.min(range.end));
            if start < end {
                own(at, start, found);
                found.push(Stretch::Exempt(self.here.words(start..end), why.clone()));
                at = end;
            }
        }
        own(at, range.end, found);
    }

    fn alike(&self, passage: &Passage, after: usize) -> Stretch {
        let here = passage.here.start.max(after)..passage.here.end;
        let pieces = difference(
            &self.there.words(passage.there.clone()),
            &self.here.words(here.clone()),
        );
        let (mut mine, mut theirs) = (Marks::default(), Marks::default());
        let mut places = self.here.places(here);
        for piece in &pieces {
            match piece {
                Piece::Same(words) => {
                    self.mark((words, &mut places), false, &mut mine);
                    theirs.extend(words, Mark::default());
                }
                Piece::New(words) => self.mark((words, &mut places), true, &mut mine),
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

    fn mark(
        &self,
        (words, places): (&str, &mut impl Iterator<Item = usize>),
        is_changed: bool,
        marks: &mut Marks,
    ) {
        for (sign, place) in words.chars().zip(places) {
            let like = Mark {
                text: String::new(),
                is_changed,
                is_exempt: self.sides.exempt.iter().any(|(range, _)| range.contains(&place)),
                is_foreign: self.sides.foreign.iter().any(|range| range.contains(&place)),
            };
            marks.extend(sign.encode_utf8(&mut [0; 4]), like);
        }
    }
}

/// A text sign by sign, as its readers see it.
struct Signs(Vec<Option<char>>);

impl Signs {
    fn words(&self, range: Range<usize>) -> String {
        let signs = self.0.get(range).unwrap_or_default();
        signs.iter().flatten().collect()
    }

    /// Where the signs stand that are seen.
    fn places(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let signs = self.0.iter().enumerate().skip(range.start).take(range.len());
        signs.filter_map(|(place, sign)| sign.is_some().then_some(place))
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

    fn stretches(texts: (&str, &str), found: (&Report, &Finding), seen: Seen<'_>) -> Vec<Stretch> {
        Sides::of(texts, found, &str::to_owned).stretches(seen)
    }

    fn as_typed(text: &str) -> Vec<Option<char>> {
        text.chars().map(Some).collect()
    }

    fn without_stars(text: &str) -> Vec<Option<char>> {
        text.chars().map(|sign| (sign != '*').then_some(sign)).collect()
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
        let stretches = stretches((here, there), (&report(0..2), &found), &as_typed);
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

    #[test]
    fn signs_that_nobody_sees_are_no_change_and_move_no_mark() {
        let (here, there) = ("由**乙支部**收缴**十**元整。", "由乙支部收缴九元整。");
        let found = finding(&[(0..18, 0..10)], Some(3..6));
        let stretches = stretches((here, there), (&report(0..0), &found), &without_stars);
        let [Stretch::Alike { here, there, .. }] = stretches.as_slice() else {
            panic!("{stretches:?}");
        };
        let marks = |marks: &[Mark]| -> Vec<_> {
            let looks = |mark: &Mark| (mark.text.clone(), mark.is_changed, mark.is_foreign);
            marks.iter().map(looks).collect()
        };
        let plain = |text: &str| (text.to_owned(), false, false);
        let changed = |text: &str| (text.to_owned(), true, false);
        let expected = [
            plain("由"),
            ("乙支部".into(), false, true),
            plain("收缴"),
            changed("十"),
            plain("元整。"),
        ];
        assert_eq!(marks(here), expected);
        assert_eq!(
            marks(there),
            [plain("由乙支部收缴"), changed("九"), plain("元整。")]
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
            let stretches = stretches((&here, &there), (&report(cuts[1]..cuts[3]), &found), &as_typed);
            let said: String = stretches.iter().map(|stretch| match stretch {
                Stretch::Own(words) | Stretch::Exempt(words, _) => words.clone(),
                Stretch::Alike { here, .. } => here.iter().map(|mark| mark.text.as_str()).collect(),
            }).collect();
            prop_assert_eq!(said, here);
        }
    }
}

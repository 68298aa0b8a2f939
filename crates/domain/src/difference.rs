//! What changed from one text to another, in pieces that a person can read: sentences first, and within a changed
//! sentence the words. A Chinese character counts as a word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Sentences with more words than this are shown as replaced, since comparing them word by word would take long.
const MOST_WORDS: usize = 2_000;
/// A word or two that stayed between two changes only make both harder to read.
const SHORTEST: usize = 3;

/// A piece of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It stands in both texts.
    Same(String),
    /// It stood in the old text only.
    Gone(String),
    /// It stands in the new text only.
    New(String),
}

/// The difference of two texts, in the order of reading.
#[must_use]
pub fn difference(old: &str, new: &str) -> Vec<Piece> {
    let (before, after) = (sentences(old), sentences(new));
    let mut pieces = Pieces::default();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (old, new) = (part(&before, op.old_range()), part(&after, op.new_range()));
        match op {
            DiffOp::Equal { .. } => pieces.same(&old),
            DiffOp::Delete { .. } => pieces.changed(&old, ""),
            DiffOp::Insert { .. } => pieces.changed("", &new),
            DiffOp::Replace { .. } => within(&old, &new, &mut pieces),
        }
    }
    pieces.done()
}

/// The words of sentences that changed.
fn within(old: &str, new: &str, pieces: &mut Pieces) {
    let (before, after) = (words(old), words(new));
    if MOST_WORDS < before.len().max(after.len()) {
        return pieces.changed(old, new);
    }
    let ops = capture_diff_slices(Algorithm::Myers, &before, &after);
    for (place, op) in ops.iter().enumerate() {
        let (old, new) = (part(&before, op.old_range()), part(&after, op.new_range()));
        let is_inside = 0 < place && place + 1 < ops.len();
        match op {
            DiffOp::Equal { len, .. } if SHORTEST <= *len || !is_inside => pieces.same(&old),
            _ => pieces.changed(&old, &new),
        }
    }
}

/// Pieces as they are put together: neighbours of a kind are one piece.
#[derive(Default)]
struct Pieces {
    found: Vec<Piece>,
    gone: String,
    new: String,
}

impl Pieces {
    fn same(&mut self, text: &str) {
        self.close();
        match self.found.last_mut() {
            Some(Piece::Same(before)) => before.push_str(text),
            _ => self.found.push(Piece::Same(text.to_owned())),
        }
    }

    fn changed(&mut self, old: &str, new: &str) {
        self.gone.push_str(old);
        self.new.push_str(new);
    }

    fn close(&mut self) {
        let (gone, new) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.new));
        if !gone.is_empty() {
            self.found.push(Piece::Gone(gone));
        }
        if !new.is_empty() {
            self.found.push(Piece::New(new));
        }
    }

    fn done(mut self) -> Vec<Piece> {
        self.close();
        self.found
    }
}

fn part(pieces: &[&str], range: std::ops::Range<usize>) -> String {
    pieces.get(range).unwrap_or_default().concat()
}

/// A text in its sentences, each with the sign that ends it.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '；', '！', '？', '\n']).collect()
}

/// A text in its words: letters and digits that stand together, and everything else by itself.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = rest
            .find(|sign: char| !sign.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let (word, left) = rest.split_at(run.max(first.len_utf8()));
        words.push(word);
        rest = left;
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn gone(text: &str) -> Piece {
        Piece::Gone(text.into())
    }

    fn new(text: &str) -> Piece {
        Piece::New(text.into())
    }

    fn same(text: &str) -> Piece {
        Piece::Same(text.into())
    }

    #[test]
    fn a_changed_figure_is_shown_as_one_word_within_its_sentence() {
        assert_eq!(
            difference("党费共收缴 1250 元。按时上缴。", "党费共收缴 1520 元。按时上缴。"),
            [
                same("党费共收缴 "),
                gone("1250"),
                new("1520"),
                same(" 元。按时上缴。")
            ]
        );
    }

    #[test]
    fn a_sentence_that_was_added_or_taken_out_is_shown_as_a_whole() {
        assert_eq!(
            difference("第一句。第三句。", "第一句。第二句。第三句。"),
            [same("第一句。"), new("第二句。"), same("第三句。")]
        );
        assert_eq!(
            difference("第一句。旧的。", "第一句。"),
            [same("第一句。"), gone("旧的。")]
        );
    }

    #[test]
    fn equal_texts_are_one_piece_and_empty_ones_none() {
        assert_eq!(difference("一。二。", "一。二。"), [same("一。二。")]);
        assert_eq!(difference("", ""), []);
        assert_eq!(difference("", "新"), [new("新")]);
    }

    proptest! {
        #[test]
        fn whatever_changed_both_texts_can_be_put_together_again(
            old in "[一二三。；ab1 \n]{0,60}", replacement in "[一二四。b2 \n]{0,20}", place in 0_usize..60,
        ) {
            let chars: Vec<char> = old.chars().collect();
            let (head, tail) = chars.split_at(place.min(chars.len()));
            let text: String = head.iter().chain(&replacement.chars().collect::<Vec<_>>()).chain(tail.iter().skip(3)).collect();
            let pieces = difference(&old, &text);
            let (mut before, mut after) = (String::new(), String::new());
            for piece in &pieces {
                match piece {
                    Piece::Same(same) => { before.push_str(same); after.push_str(same); }
                    Piece::Gone(gone) => before.push_str(gone),
                    Piece::New(new) => after.push_str(new),
                }
            }
            prop_assert_eq!(before, old);
            prop_assert_eq!(after, text);
        }
    }
}

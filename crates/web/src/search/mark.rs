//! Where the words of a query stand in a text, compared as search compares them.

use domain::search::fold;

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    /// Whether it is what somebody looked for.
    pub(super) marked: bool,
}

/// A text cut into pieces; the words are folded.
pub(super) fn pieces<'t>(text: &'t str, words: &[String]) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut rest = 0;
    for (start, end) in places(text, words) {
        let (from, until) = (start.max(rest), end.max(rest));
        let piece = |range, marked| {
            text.get::<std::ops::Range<usize>>(range)
                .map(|text| Piece { text, marked })
        };
        pieces.extend(piece(rest..from, false));
        // what touches or overlaps what is marked already only makes it longer
        pieces.extend(piece(from..until, true));
        rest = until;
    }
    pieces.extend(text.get(rest..).map(|text| Piece { text, marked: false }));
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// From which byte to which the words stand, by their beginnings.
fn places(text: &str, words: &[String]) -> Vec<(usize, usize)> {
    let folded: Vec<(usize, usize, char)> = text
        .char_indices()
        .filter_map(|(at, character)| Some((at, at + character.len_utf8(), fold(character)?)))
        .collect();
    let mut places = Vec::new();
    for word in words {
        let word: Vec<char> = word.chars().collect();
        for window in folded.windows(word.len().max(1)) {
            if window.iter().map(|(_, _, character)| character).eq(&word)
                && let (Some((start, _, _)), Some((_, end, _))) = (window.first(), window.last())
            {
                places.push((*start, *end));
            }
        }
    }
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::search::words;

    fn marked(text: &str, query: &str) -> String {
        let show = |piece: Piece<'_>| {
            if piece.marked {
                format!("[{}]", piece.text)
            } else {
                piece.text.to_owned()
            }
        };
        pieces(text, &words(query)).into_iter().map(show).collect()
    }

    #[test]
    fn every_place_of_every_word_is_marked() {
        assert_eq!(
            marked("党费收缴情况，党费使用情况", "党费 使用"),
            "[党费]收缴情况，[党费][使用]情况"
        );
        assert_eq!(marked("没有", "党费"), "没有");
        assert_eq!(marked("没有", ""), "没有");
    }

    #[test]
    fn width_case_and_punctuation_do_not_matter() {
        assert_eq!(
            marked("办发〔２０２６〕第 3 号 ＡBc", "2026第3号 abc"),
            "办发〔[２０２６〕第 3 号] [ＡBc]"
        );
    }

    #[test]
    fn words_that_overlap_make_one_longer_mark() {
        assert_eq!(
            marked("困难党员帮扶资金", "党员帮扶 帮扶资金"),
            "困难[党员帮扶][资金]"
        );
    }
}

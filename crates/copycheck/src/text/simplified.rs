//! Traditional characters as their simplified forms: a text copied from one script into the other is the same text.
//!
//! The pairs are those of Unicode's `kSimplifiedVariant` within the basic block of Han: the first form of each character
//! that is not its own simplified form. Where several characters share a form they become the same letter.

use std::sync::LazyLock;

use crate::sizes::wide;

/// A traditional character and its simplified form, and so on.
const PAIRS: &str = include_str!("simplified.txt");

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// By character from the first Han on: the simplified form, or 0 for the same.
static FORMS: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let mut forms = vec![0; wide(LAST - FIRST) + 1];
    let mut signs = PAIRS.chars().filter(|sign| *sign != '\n').map(u32::from);
    while let (Some(traditional), Some(simple)) = (signs.next(), signs.next()) {
        let form = traditional
            .checked_sub(FIRST)
            .and_then(|at| forms.get_mut(wide(at)));
        if let (Some(form), Ok(simple)) = (form, u16::try_from(simple)) {
            *form = simple;
        }
    }
    forms.into_boxed_slice()
});

/// The simplified form of a letter; the letter itself if it has none.
pub(crate) fn simplified(letter: char) -> u32 {
    let letter = u32::from(letter);
    match FORMS.get(wide(letter.wrapping_sub(FIRST))) {
        None | Some(0) => letter,
        Some(form) => u32::from(*form),
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, LAST, PAIRS, simplified};

    #[test]
    fn every_pair_holds_and_a_simplified_form_stays_as_it_is() {
        let signs: Vec<char> = PAIRS.chars().filter(|sign| *sign != '\n').collect();
        assert_eq!(signs.len() % 2, 0);
        for two in signs.chunks(2) {
            assert_eq!(simplified(two[0]), u32::from(two[1]), "{two:?}");
            assert_eq!(simplified(two[1]), u32::from(two[1]), "{two:?}");
        }
        let changed = (FIRST..=LAST).filter(|letter| simplified(char::from_u32(*letter).unwrap()) != *letter);
        assert_eq!(changed.count() * 2, signs.len());
    }
}

//! Which characters count, and as what: letters, Han and digits in their plainest form; nothing else.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::simplified::simplified;
use crate::sizes::{narrow, wide};

/// The letters of a text, each with the place of the character it came from, counted in characters.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    pub(crate) symbols: Vec<u32>,
    pub(crate) places: Vec<u32>,
}

impl Letters {
    pub(crate) fn of(text: &str) -> Self {
        let signs = text.chars().count();
        let mut letters = Self {
            symbols: vec![0; signs],
            places: vec![0; signs],
        };
        let mut count = 0;
        let usual: &[u16] = &USUAL;
        for (place, sign) in text.chars().enumerate() {
            let letter = usual.get(wide(u32::from(sign))).copied().unwrap_or(RARE);
            if letter == RARE {
                count = letters.put_rare(count, sign, narrow(place));
                continue;
            }
            letters.put(count, u32::from(letter), narrow(place));
            // What is nothing is written over by what follows: no guess where the next comma stands.
            count += usize::from(letter != NOTHING);
        }
        letters.symbols.truncate(count);
        letters.places.truncate(count);
        letters
    }

    /// Ligatures, numbers in circles, letters of other scripts: by compatibility decomposition. How many letters there are
    /// then.
    fn put_rare(&mut self, mut count: usize, sign: char, place: u32) -> usize {
        for plain in std::iter::once(sign).nfkc() {
            for lower in plain.to_lowercase().filter(|lower| lower.is_alphanumeric()) {
                // The room is for one letter of each character.
                self.symbols.push(0);
                self.places.push(0);
                self.put(count, simplified(lower), place);
                count += 1;
            }
        }
        count
    }

    fn put(&mut self, at: usize, symbol: u32, place: u32) {
        if let (Some(letter), Some(origin)) = (self.symbols.get_mut(at), self.places.get_mut(at)) {
            *letter = symbol;
            *origin = place;
        }
    }
}

/// Folds to no letter.
const NOTHING: u16 = 0;
/// What only its decomposition tells. (Itself a character that stands for none.)
const RARE: u16 = 0xffff;

/// By character: the one letter that it folds to. Nearly every character of a text costs one look.
static USUAL: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let signs = (0..u32::from(RARE)).map(char::from_u32);
    signs.map(|sign| sign.map_or(RARE, usual)).collect()
});

fn usual(sign: char) -> u16 {
    let letter = match plain(sign) {
        han @ '\u{4e00}'..='\u{9fff}' => simplified(han),
        plain @ ('0'..='9' | 'a'..='z' | 'A'..='Z') => u32::from(plain.to_ascii_lowercase()),
        // Everything else up to here, and the punctuation of East Asia, is space, sign or control.
        '\0'..='\u{7f}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => {
            u32::from(NOTHING)
        }
        _ => u32::from(RARE),
    };
    u16::try_from(letter).unwrap_or(RARE)
}

/// The sign of ASCII for its full-width form, which commas alone make a tenth of a text.
fn plain(sign: char) -> char {
    const WIDE_TO_PLAIN: u32 = 0xFEE0;
    if ('\u{ff01}'..='\u{ff5e}').contains(&sign) {
        char::from_u32(u32::from(sign) - WIDE_TO_PLAIN).unwrap_or(sign)
    } else {
        sign
    }
}

//! Which characters count, and as what: letters, Han and digits in their plainest form; nothing else.

use unicode_normalization::UnicodeNormalization;

use super::simplified::Forms;
use crate::sizes::narrow;

/// The letters of a text, each with the place of the character it came from, counted in characters.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    pub(crate) symbols: Vec<u32>,
    pub(crate) places: Vec<u32>,
}

impl Letters {
    pub(crate) fn of(text: &str) -> Self {
        let mut letters = Self {
            symbols: Vec::with_capacity(text.len() / 3 + 8),
            places: Vec::with_capacity(text.len() / 3 + 8),
        };
        let forms = Forms::get();
        for (place, sign) in text.chars().enumerate() {
            letters.push(plain(sign), narrow(place), forms);
        }
        letters
    }

    fn push(&mut self, sign: char, place: u32, forms: Forms) {
        match sign {
            '\u{4e00}'..='\u{9fff}' => self.keep(sign, place, forms),
            '0'..='9' | 'a'..='z' => self.keep_plain(sign, place),
            'A'..='Z' => self.keep_plain(sign.to_ascii_lowercase(), place),
            // Everything else up to here, and the punctuation of East Asia, is space, sign or control.
            '\0'..='\u{7f}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => {
            }
            _ => self.push_rare(sign, place, forms),
        }
    }

    /// Ligatures, numbers in circles, letters of other scripts: by compatibility decomposition.
    fn push_rare(&mut self, sign: char, place: u32, forms: Forms) {
        for plain in std::iter::once(sign).nfkc() {
            for lower in plain.to_lowercase().filter(|lower| lower.is_alphanumeric()) {
                self.keep(lower, place, forms);
            }
        }
    }

    fn keep_plain(&mut self, sign: char, place: u32) {
        self.symbols.push(u32::from(sign));
        self.places.push(place);
    }

    fn keep(&mut self, sign: char, place: u32, forms: Forms) {
        self.symbols.push(forms.simplified(sign));
        self.places.push(place);
    }
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

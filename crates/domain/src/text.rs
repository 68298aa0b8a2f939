//! What people write.

/// Whether a text holds only what a page can show: line ends and tabs, but no other control characters. One of the
/// databases cannot even store NUL.
#[must_use]
pub fn readable(text: &str) -> bool {
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    !text.contains(strange)
}

/// Whether a character shows nothing or turns the characters around it, so that a name with it looks like another one or
/// like none.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// A name as whoever reads it sees it: trimmed, without what shows nothing.
#[must_use]
pub fn name(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    seen.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{name, readable};

    #[test]
    fn a_name_is_what_one_sees_of_it() {
        assert_eq!(name(" 示例\u{202e}采购\u{200b} "), "示例采购");
        assert_eq!(name("\u{200b}\u{3164} \u{feff}"), "");
        assert_eq!(name("2026 年示例预算（A 标段）"), "2026 年示例预算（A 标段）");
    }

    #[test]
    fn line_ends_and_tabs_can_be_read_and_other_control_characters_cannot() {
        assert!(readable("第一段\r\n\t第二段\n"));
        for strange in ["党\0费", "\u{b}", "\u{7f}", "\u{85}"] {
            assert!(!readable(strange), "{strange:?}");
        }
    }
}

//! What people write.

/// Whether a text holds only what a page can show: line ends and tabs, but no other control characters. One of the
/// databases cannot even store NUL.
#[must_use]
pub fn readable(text: &str) -> bool {
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    !text.contains(strange)
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn line_ends_and_tabs_can_be_read_and_other_control_characters_cannot() {
        assert!(readable("第一段\r\n\t第二段\n"));
        for strange in ["党\0费", "\u{b}", "\u{7f}", "\u{85}"] {
            assert!(!readable(strange), "{strange:?}");
        }
    }
}

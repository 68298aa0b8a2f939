//! All phrases, by the word that stands for them in a template. Every sentence is ours and about nobody.

mod any;
mod content;
mod section;
mod stage;
mod word;

use super::About;
use super::theme::Theme;
pub(super) use any::{ANY, DUTIES, OPINIONS};
pub(super) use content::content;
pub(super) use stage::{element, stage};

/// Phrases of which any will do.
pub(super) type Bank = &'static [&'static str];

/// The phrases for a word; none for a word nobody knows, which a test rules out.
pub(super) fn phrases(word: &str, about: &About<'_>, theme: Theme) -> Bank {
    section::phrases(word, about.stage, about.track)
        .or_else(|| content::lead(word, theme))
        .or_else(|| word::phrases(word))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::words::Stage;

    #[test]
    fn no_list_has_the_same_sentence_twice() {
        let mut all: Vec<&str> = [ANY, DUTIES, OPINIONS].concat();
        all.extend(Stage::ALL.iter().flat_map(|at| stage(*at)));
        all.extend(Theme::ALL.iter().flat_map(|theme| content(*theme)));
        let many = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), many);
    }
}

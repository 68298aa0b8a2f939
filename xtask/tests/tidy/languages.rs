//! Pages say nothing but what stands in `texts`, so that no page mixes languages.

use anyhow::Result;

use crate::literals::literals;
use crate::tree::{expect_none, files};

/// Where words of one language are right.
const MAY: &[(&str, &str)] = &[
    ("crates/web/src/texts/", "the words themselves"),
    (
        "crates/web/src/api/",
        "programs read these, and people who write them look them up in Chinese",
    ),
    (
        "crates/web/src/markdown.rs",
        "recognises how a Chinese document is laid out",
    ),
    ("crates/web/src/frame.rs", "what the other language calls itself"),
];

#[test]
fn no_page_speaks_past_the_texts() -> Result<()> {
    let mut offences = Vec::new();
    for file in files("crates/web/src", &[".html", ".rs"])? {
        if MAY.iter().any(|(place, _)| file.path.starts_with(place)) || file.name() == "tests.rs" {
            continue;
        }
        let spoken = if file.path.ends_with(".rs") {
            let code = file.text.split("#[cfg(test)]").next().unwrap_or_default();
            literals(code)
        } else {
            file.lines().map(|(line, text)| (line, text.to_owned())).collect()
        };
        let chinese = spoken.iter().filter(|(_, text)| text.contains(is_chinese));
        offences.extend(chinese.map(|(line, text)| format!("{}:{line}: {}", file.path, text.trim())));
    }
    expect_none(
        "words belong into crates/web/src/texts, in both languages:",
        &offences,
    )
}

/// A character or a punctuation mark that only Chinese text has; the wide space is layout.
fn is_chinese(sign: char) -> bool {
    matches!(sign, '\u{3001}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

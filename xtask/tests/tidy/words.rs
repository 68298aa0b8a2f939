//! Words that have no business in what we hand on.

use anyhow::Result;

use crate::tree::{TextFile, expect_none, files};

/// Each in two halves, so that this file does not offend against itself.
const FORBIDDEN: &[(&str, &str, &str)] = &[
    (
        "/wo",
        "rk/",
        "a path of one machine: say it from the root of the checkout",
    ),
    (
        "TO",
        "DO",
        "do it, or open an issue and leave the code without a promise",
    ),
    ("FIX", "ME", "mend it, or open an issue"),
    (
        "crates",
        ".io",
        "a registry's host: isolated networks have their own",
    ),
    (
        "py",
        "pi.org",
        "a registry's host: isolated networks have their own",
    ),
    (
        "registry.",
        "npmjs",
        "a registry's host: isolated networks have their own",
    ),
    (
        "deb.",
        "debian.org",
        "a registry's host: isolated networks have their own",
    ),
];

const TEXTS: &[&str] = &[
    ".rs", ".md", ".toml", ".html", ".css", ".js", ".sql", ".sh", ".yml", "run", ".txt",
];

#[test]
fn no_file_says_what_only_its_author_needs() -> Result<()> {
    let offences: Vec<String> = files(".", TEXTS)?.iter().flat_map(offences).collect();
    expect_none("forbidden words:", &offences)
}

fn offences(file: &TextFile) -> Vec<String> {
    let mut found = Vec::new();
    for (first, second, instead) in FORBIDDEN {
        let word = format!("{first}{second}");
        let lines = file.lines().filter(|(_, line)| line.contains(&word));
        found.extend(lines.map(|(number, _)| format!("{}:{number}: {word}: {instead}", file.path)));
    }
    found
}

#[test]
fn a_forbidden_word_is_found_with_its_line() {
    let file = TextFile {
        path: "a.rs".to_owned(),
        text: format!("fn a() {{}}\n// TO{}: b\n", "DO"),
    };
    assert_eq!(offences(&file).len(), 1);
    assert!(offences(&file)[0].starts_with("a.rs:2: "));
}

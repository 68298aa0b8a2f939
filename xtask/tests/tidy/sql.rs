//! SQL stands where it may, in words that every engine we may have to run on understands.

use anyhow::Result;

use crate::literals::literals;
use crate::tree::{TextFile, expect_none, files};

/// Files that may hold statements, wherever in `crates/app/src` they are.
const NAMES: &[&str] = &["store.rs", "jobs.rs", "sql.rs"];

/// Folders all of whose files may.
const FOLDERS: &[&str] = &[
    "crates/db/src/",
    "crates/app/src/journal/",
    "crates/app/src/reader/",
    "crates/app/src/jobs/",
    "crates/app/src/audit/",
];

/// What one of the engines lacks or understands differently, and what to write instead.
const WORDS: &[(&str, &str)] = &[
    (
        "listen",
        "poll the table: a pooler swallows it and distributed engines lack it",
    ),
    (
        "notify",
        "poll the table: a pooler swallows it and distributed engines lack it",
    ),
    (
        "pg_advisory_lock",
        "lock a row: distributed engines have no advisory locks",
    ),
    (
        "pg_advisory_xact_lock",
        "lock a row: distributed engines have no advisory locks",
    ),
    (
        "pg_try_advisory_lock",
        "lock a row: distributed engines have no advisory locks",
    ),
    ("lock table", "lock a row"),
    ("now()", "bind the clock's time, which tests can hold"),
    ("current_timestamp", "bind the clock's time, which tests can hold"),
    ("autoincrement", "ids are made by the app"),
    ("serial", "ids are made by the app"),
    ("bigserial", "ids are made by the app"),
    (
        "replace into",
        "insert … on conflict: this one deletes the row and what hangs on it",
    ),
    (
        "insert or replace",
        "insert … on conflict: this one deletes the row and what hangs on it",
    ),
    ("jsonb", "JSON is text that we parse ourselves"),
    (
        "any(",
        "a join, or one query for each item in the same transaction",
    ),
    (
        "json_each(",
        "a join, or one query for each item in the same transaction",
    ),
    ("lateral", "a join, or a second query"),
    ("||", "put texts together in Rust: to one engine this means «or»"),
    ("generated always", "compute it in the app"),
    ("deferrable", "a plain key, and writes in the right order"),
    ("create trigger", "the deed does it, where it can be read"),
    ("savepoint", "one deed, one transaction"),
    ("create temp", "a query of its own"),
];

/// How a statement begins.
const VERBS: &[&str] = &[
    "select ", "insert ", "update ", "delete ", "with ", "create ", "alter ", "drop ",
];

#[test]
fn sql_stands_only_in_stores() -> Result<()> {
    let mut offences = Vec::new();
    for file in files("crates", &[".rs"])?
        .iter()
        .filter(|file| file.path.contains("/src/") && !may_hold(file))
    {
        let calls = file.lines().filter(|(_, line)| calls_query(line));
        offences.extend(calls.map(|(number, _)| format!("{}:{number}", file.path)));
    }
    expect_none("a statement belongs into the store.rs of its noun:", &offences)
}

#[test]
fn sql_uses_only_words_that_every_engine_understands() -> Result<()> {
    let mut offences = Vec::new();
    for file in files("crates", &[".rs", ".sql"])? {
        for (line, statement) in statements(&file) {
            let wrong = WORDS.iter().filter(|(word, _)| says(&statement, word));
            offences.extend(wrong.map(|(word, why)| format!("{}:{line}: {word}: {why}", file.path)));
        }
    }
    expect_none("SQL that not every engine understands:", &offences)
}

fn calls_query(line: &str) -> bool {
    line.contains(".query(") && !line.trim_start().starts_with("//")
}

fn may_hold(file: &TextFile) -> bool {
    let is_named = file.path.starts_with("crates/app/src/") && NAMES.contains(&file.name());
    is_named || FOLDERS.iter().any(|folder| file.path.starts_with(folder))
}

/// The statements of a file, in small letters, with the lines they start on.
fn statements(file: &TextFile) -> Vec<(usize, String)> {
    if file.path.ends_with(".sql") {
        return file
            .lines()
            .map(|(line, text)| (line, without_comment(text).to_lowercase()))
            .collect();
    }
    let all = literals(&file.text)
        .into_iter()
        .map(|(line, text)| (line, text.trim_start().to_lowercase()));
    all.filter(|(_, text)| VERBS.iter().any(|verb| text.starts_with(verb)))
        .collect()
}

fn without_comment(line: &str) -> &str {
    line.split("--").next().unwrap_or_default()
}

/// Whether `word` stands in `statement`, not as a part of a longer name.
fn says(statement: &str, word: &str) -> bool {
    let is_letter = |sign: char| sign.is_alphanumeric() || sign == '_';
    statement.match_indices(word).any(|(at, found)| {
        let (before, rest) = statement.split_at(at);
        let after = rest.split_at(found.len()).1;
        let joins_before = word.starts_with(is_letter) && before.ends_with(is_letter);
        let joins_after = word.ends_with(is_letter) && after.starts_with(is_letter);
        !joins_before && !joins_after
    })
}

#[test]
fn a_word_is_not_found_inside_a_longer_one() {
    assert!(says("select now()", "now()"));
    assert!(!says("select listener from company(a)", "listen"));
    assert!(!says("select company(a)", "any("));
    assert!(says("where id = any($1)", "any("));
}

#[test]
fn statements_are_the_literals_that_begin_with_a_verb() {
    let text = "tx.query(\n    \"select NOW()\")\n// \"select any(\"\nlet a = \"listen to me\";".to_owned();
    let file = TextFile {
        path: "crates/app/src/a/store.rs".to_owned(),
        text,
    };
    assert_eq!(statements(&file), [(2, "select now()".to_owned())]);
    assert!(may_hold(&file));
}

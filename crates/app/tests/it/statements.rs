//! Every statement of the program is understood by both databases.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

use app::audit::TABLES;
use db::Engine;
use testkit::on_both_engines;

/// Only the server knows how to pass over rows that another node holds.
const SERVER_ONLY: &str = "for update skip locked";

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The string literals of a source text that begin like a statement: arguments, arms of a `match`, constants. Pieces
/// of statements that a macro puts together end with a space; the audit's, the only ones, are on its list.
fn statements(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lines: Vec<_> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let text = lines.join("\n").replace("\\\"", "\u{1}").replace("'\"'", "");
    for (number, literal) in text.split('"').enumerate() {
        let begins = |verb: &&str| literal.trim_start().starts_with(*verb);
        let verbs = ["select ", "insert into ", "update ", "delete from ", "with "];
        if number % 2 == 1 && verbs.iter().any(begins) && !literal.ends_with(' ') {
            found.push(literal.replace('\u{1}', "\""));
        }
    }
    found
}

/// `$3...` stands for a list, the first of which is `$3`; a statement for `insert_many` gets one row.
fn runnable(statement: &str) -> String {
    let statement = statement.replace("...", "");
    if statement.starts_with("insert into")
        && statement.ends_with(')')
        && !statement.contains(" values ")
        && !statement.contains("select ")
    {
        let width = statement.matches(',').count() + 1;
        let places: Vec<_> = (1..=width).map(|number| format!("${number}")).collect();
        return format!("{statement} values ({})", places.join(", "));
    }
    statement
}

#[test]
fn the_scanner_finds_what_a_person_would_find() {
    let text = r#"
        // "select 0 from comment"
        tx.query("select 1");
        tx.query(
            "select id
             from unit where id in ($1...)",
        );
        let statement = match engine { A => "update t set a = 1", B => "no statement" };
        tx.insert_many("insert into t (a, b)", 2, &rows);
    "#;
    let found: Vec<_> = statements(text).iter().map(|it| runnable(it)).collect();
    assert_eq!(found.len(), 4);
    assert_eq!(found[0], "select 1");
    assert!(found[1].ends_with("in ($1)"));
    assert_eq!(found[3], "insert into t (a, b) values ($1, $2)");
}

on_both_engines! {
    async fn every_statement_of_the_program_is_understood(t: TestApp) {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
        let mut all: Vec<(String, String)> = Vec::new();
        let mut calls = 0;
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            calls += text.matches(".query(").count();
            all.extend(statements(&text).into_iter().map(|statement| (file.display().to_string(), statement)));
        }
        let engine = t.app.db().engine();
        all.extend(TABLES.iter().flat_map(|table| table.statements(engine)).map(|it| ("TABLES".into(), it.into())));
        assert!(calls < all.len() && 100 < all.len(), "the scanner went blind: {} statements", all.len());
        let mut faults = Vec::new();
        for (file, statement) in all {
            if engine == Engine::Sqlite && statement.contains(SERVER_ONLY) {
                continue;
            }
            // a transaction each, since the server gives up one with a fault in it
            let mut tx = t.app.db().read().await.unwrap();
            if let Err(error) = tx.understands(&runnable(&statement)).await {
                faults.push(format!("{file}: {statement}\n  {error:?}"));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

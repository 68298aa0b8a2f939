//! The crates know each other only as ARCHITECTURE.md says.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};

use crate::manifest::keys;
use crate::tree::{expect_none, file, files, folders};

/// Which crates each crate may use, by name.
type Arrows = BTreeMap<String, BTreeSet<String>>;

/// Libraries that only the database door may name.
const DRIVERS: &[&str] = &[
    "rusqlite",
    "libsqlite3-sys",
    "tokio-postgres",
    "postgres-types",
    "deadpool",
    "deadpool-postgres",
];

/// Crates for tests; nothing that ships may lean on them.
const FOR_TESTS: &[&str] = &["testkit", "insta", "proptest"];

#[test]
fn the_crates_know_each_other_as_architecture_says() -> Result<()> {
    let drawn = drawn(&file("ARCHITECTURE.md")?.text)?;
    let real = real()?;
    let names: BTreeSet<&String> = drawn.keys().chain(real.keys()).collect();
    let offences: Vec<String> = names
        .into_iter()
        .filter(|name| drawn.get(*name) != real.get(*name))
        .map(|name| {
            format!(
                "{name}: drawn {}, in its manifest {}",
                told(&drawn, name),
                told(&real, name)
            )
        })
        .collect();
    expect_none(
        "the arrows in ARCHITECTURE.md and the manifests differ:",
        &offences,
    )
}

#[test]
fn only_the_door_names_a_database_driver() -> Result<()> {
    let mut offences = Vec::new();
    for name in folders("crates")?.iter().filter(|name| *name != "db") {
        let manifest = file(&format!("crates/{name}/Cargo.toml"))?.text;
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let named = keys(&manifest, table)
                .into_iter()
                .filter(|key| DRIVERS.contains(&key.as_str()));
            offences.extend(named.map(|key| format!("crates/{name}/Cargo.toml: {key}")));
        }
    }
    expect_none("only crates/db may name a database driver:", &offences)
}

#[test]
fn what_ships_does_not_lean_on_what_is_for_tests() -> Result<()> {
    let mut offences = Vec::new();
    for name in folders("crates")?.iter().filter(|name| *name != "testkit") {
        let shipped = keys(&file(&format!("crates/{name}/Cargo.toml"))?.text, "dependencies");
        let wrong = shipped
            .into_iter()
            .filter(|key| FOR_TESTS.contains(&key.as_str()));
        offences.extend(wrong.map(|key| format!("crates/{name}/Cargo.toml: {key}")));
    }
    expect_none("these belong under [dev-dependencies]:", &offences)
}

#[test]
fn every_crate_says_what_it_is_and_what_always_holds() -> Result<()> {
    let entries = files("crates", &["lib.rs", "main.rs"])?;
    let offences: Vec<String> = entries
        .iter()
        .filter(|entry| entry.path.split('/').count() == 4 && entry.path.contains("/src/"))
        .filter(|entry| !(entry.text.starts_with("//! ") && entry.text.contains("**Invariant:**")))
        .map(|entry| entry.path.clone())
        .collect();
    expect_none(
        "a crate opens with what it is and with its **Invariant:**",
        &offences,
    )
}

/// The arrows of the first fenced block that has any: `app -> domain, db`, with nothing after it for «nobody».
fn drawn(architecture: &str) -> Result<Arrows> {
    architecture
        .split("```")
        .skip(1)
        .step_by(2)
        .find(|block| block.contains("->"))
        .map(|block| block.lines().filter_map(arrow).collect())
        .context("ARCHITECTURE.md has no fenced block with lines like `app -> domain, db`")
}

fn arrow(line: &str) -> Option<(String, BTreeSet<String>)> {
    let (from, to) = line.split('#').next()?.split_once("->")?;
    let to = to
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty() && *name != "nobody");
    Some((from.trim().to_owned(), to.map(str::to_owned).collect()))
}

fn real() -> Result<Arrows> {
    let ours = folders("crates")?;
    let mut arrows = Arrows::new();
    for name in &ours {
        let used = keys(&file(&format!("crates/{name}/Cargo.toml"))?.text, "dependencies");
        arrows.insert(
            name.clone(),
            used.into_iter().filter(|key| ours.contains(key)).collect(),
        );
    }
    Ok(arrows)
}

fn told(arrows: &Arrows, name: &str) -> String {
    match arrows.get(name) {
        None => "not at all".to_owned(),
        Some(to) if to.is_empty() => "-> nobody".to_owned(),
        Some(to) => format!(
            "-> {}",
            to.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
        ),
    }
}

#[test]
fn arrows_are_read_from_the_first_block_that_has_any() -> Result<()> {
    let arrows = drawn("```\ntree\n```\n\n```text\napp -> domain, db  # the deeds\ndomain -> nobody\n```\n")?;
    assert_eq!(told(&arrows, "app"), "-> db, domain");
    assert_eq!(told(&arrows, "domain"), "-> nobody");
    assert!(drawn("no block at all").is_err());
    Ok(())
}

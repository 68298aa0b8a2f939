//! Every library has its reason, written down and still true.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::manifest::{entries, keys};
use crate::tree::{expect_none, file, folders};

const REASONS: &str = "docs/dependencies.md";

#[test]
fn every_dependency_has_its_reason() -> Result<()> {
    let written = with_reasons(&file(REASONS)?.text);
    let missing: Vec<String> = others()?.difference(&written).cloned().collect();
    expect_none(&format!("{REASONS} has no line for:"), &missing)
}

#[test]
fn no_reason_outlives_its_dependency() -> Result<()> {
    let written = with_reasons(&file(REASONS)?.text);
    let stale: Vec<String> = written.difference(&others()?).cloned().collect();
    expect_none(
        &format!("{REASONS} speaks of what the workspace does not name:"),
        &stale,
    )
}

#[test]
fn every_dependency_is_used_by_some_crate() -> Result<()> {
    let mut used = BTreeSet::new();
    for manifest in manifests()? {
        let tables = ["dependencies", "dev-dependencies", "build-dependencies"];
        used.extend(tables.into_iter().flat_map(|table| keys(&manifest.text, table)));
    }
    let idle: Vec<String> = others()?.difference(&used).cloned().collect();
    expect_none("the workspace names what no crate uses:", &idle)
}

#[test]
fn versions_stand_in_the_workspace_alone() -> Result<()> {
    let mut offences = Vec::new();
    for manifest in manifests()? {
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let own = entries(&manifest.text, table)
                .into_iter()
                .filter(|(_, value)| value.starts_with('"'));
            offences.extend(own.map(|(key, _)| format!("{}: {key}", manifest.path)));
        }
    }
    expect_none(
        "write `name.workspace = true`, and the version in the workspace's Cargo.toml:",
        &offences,
    )
}

/// The dependencies of the workspace that are not its own crates.
fn others() -> Result<BTreeSet<String>> {
    let manifest = file("Cargo.toml")?.text;
    let named = entries(&manifest, "workspace.dependencies").into_iter();
    Ok(named
        .filter(|(_, value)| !value.contains("path = "))
        .map(|(key, _)| key)
        .collect())
}

/// The names in the first column of the tables, written as code.
fn with_reasons(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned()))
        .collect()
}

fn manifests() -> Result<Vec<crate::tree::TextFile>> {
    let mut manifests = vec![file("xtask/Cargo.toml")?];
    for name in folders("crates")? {
        manifests.push(file(&format!("crates/{name}/Cargo.toml"))?);
    }
    Ok(manifests)
}

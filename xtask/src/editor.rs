//! The editor is written in JavaScript under `editor/`; the file that pages load is made from it and committed, so that
//! a machine with Rust alone builds the program.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::command::{Program, root};

const MADE: [&str; 2] = ["editor.js", "editor.LICENSES.txt"];

/// What the editor is made with, and what its pages are checked with.
pub(crate) fn install() -> Result<()> {
    npm(&["ci", "--ignore-scripts", "--silent"])
}

/// Makes the files that pages load.
pub(crate) fn build() -> Result<()> {
    install()?;
    npm(&["run", "--silent", "build"])
}

/// The editor's own tests, and whether the committed files are what its sources make.
pub(crate) fn check() -> Result<()> {
    let before = made()?;
    build()?;
    npm(&["test", "--silent"])?;
    ensure!(
        before == made()?,
        "crates/web/assets/editor.* was not what editor/ makes: it is now, look at it and commit it"
    );
    Ok(())
}

fn npm(arguments: &[&str]) -> Result<()> {
    Program::new("npm")
        .args(arguments)
        .within(&root().join("editor"))
        .run()
}

fn made() -> Result<Vec<Vec<u8>>> {
    let path = |name: &str| -> PathBuf { root().join("crates/web/assets").join(name) };
    MADE.iter()
        .map(|name| fs::read(path(name)).with_context(|| format!("no {name}: run `cargo xtask editor`")))
        .collect()
}

//! What pages load of JavaScript that is made with others' libraries: the editor and the verifier of receipts. Their
//! sources stand under `editor/` and `verifier/`; what is made from them is committed, so that a machine with Rust alone
//! builds the program.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::command::{Program, root};

/// A folder of sources, and what is made from it.
struct Script {
    folder: &'static str,
    made: [&'static str; 2],
}

const SCRIPTS: [Script; 2] = [
    Script {
        folder: "editor",
        made: ["editor.js", "editor.LICENSES.txt"],
    },
    Script {
        folder: "verifier",
        made: ["verifier.js", "verifier.LICENSES.txt"],
    },
];

/// What the scripts are made with, and what the pages are checked with.
pub(crate) fn install() -> Result<()> {
    let install = |script: &Script| script.npm(&["ci", "--ignore-scripts", "--silent"]);
    SCRIPTS.iter().try_for_each(install)
}

/// Makes the files that pages load.
pub(crate) fn build() -> Result<()> {
    install()?;
    let build = |script: &Script| script.npm(&["run", "--silent", "build"]);
    SCRIPTS.iter().try_for_each(build)
}

/// The scripts' own tests, and whether the committed files are what their sources make.
pub(crate) fn check() -> Result<()> {
    let made = || SCRIPTS.iter().map(Script::made).collect::<Result<Vec<_>>>();
    let before = made()?;
    build()?;
    let test = |script: &Script| script.npm(&["test", "--silent"]);
    SCRIPTS.iter().try_for_each(test)?;
    ensure!(
        before == made()?,
        "crates/web/assets/editor.* or verifier.* was not what its sources make: it is now, look at it and commit it"
    );
    Ok(())
}

impl Script {
    fn npm(&self, arguments: &[&str]) -> Result<()> {
        Program::new("npm")
            .args(arguments)
            .within(&root().join(self.folder))
            .run()
    }

    fn made(&self) -> Result<Vec<Vec<u8>>> {
        let path = |name: &str| -> PathBuf { root().join("crates/web/assets").join(name) };
        self.made
            .iter()
            .map(|name| fs::read(path(name)).with_context(|| format!("no {name}: run `cargo xtask editor`")))
            .collect()
    }
}

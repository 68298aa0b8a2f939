//! What every change must pass, in order, one line per step with its seconds.

use std::ffi::OsString;
use std::fs;
use std::time::Instant;

use anyhow::{Result, bail, ensure};

use crate::command::{Program, is_installed, root};
use crate::editor;
use crate::postgres::Cluster;

type Step = (&'static str, fn() -> Result<()>);

const STEPS: &[Step] = &[
    ("format", format),
    ("clippy", clippy),
    ("editor and verifier are what their sources make", editor::check),
    ("tests on both databases", tests),
    ("tests in the browser", browser_tests),
    ("licences, bans, sources", deny),
    ("tidy", tidy),
];

const TESTS: &[Step] = &[
    ("tests on both databases", tests),
    ("tests in the browser", browser_tests),
    ("tidy", tidy),
];

/// Runs all the steps, also after one failed, so that one run shows all there is to mend.
pub(crate) fn everything() -> Result<()> {
    run(STEPS)
}

/// Runs the steps that are tests.
pub(crate) fn tests_only() -> Result<()> {
    run(TESTS)
}

#[expect(
    clippy::disallowed_methods,
    reason = "measures how long a step took; nothing is decided by it"
)]
fn run(steps: &[Step]) -> Result<()> {
    let mut lines = Vec::new();
    let mut failed = Vec::new();
    for (name, step) in steps {
        println!("\n==> {name}");
        let start = Instant::now();
        let outcome = step();
        let seconds = start.elapsed().as_secs_f32();
        let mark = if outcome.is_ok() { "ok    " } else { "FAILED" };
        lines.push(format!("{mark} {seconds:7.1} s  {name}"));
        if let Err(error) = outcome {
            println!("{error:#}");
            failed.push(*name);
        }
    }
    println!("\n{}", lines.join("\n"));
    if failed.is_empty() {
        Ok(())
    } else {
        bail!("failed: {}", failed.join("; "))
    }
}

fn format() -> Result<()> {
    Program::cargo().args(&["fmt", "--all", "--check"]).run()
}

fn clippy() -> Result<()> {
    Program::cargo()
        .args(&[
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ])
        .run()
}

/// Every test but the browser's, where the runner can leave those out.
fn tests() -> Result<()> {
    let workspace = ["--workspace", "--exclude", "xtask", "--no-fail-fast"];
    let program = if is_installed("cargo-nextest") {
        // nextest refuses a filter that names nothing.
        let filter: &[&str] = if browser_crates()?.is_empty() {
            &[]
        } else {
            &["-E", "not binary(browser)"]
        };
        Program::cargo()
            .args(&["nextest", "run"])
            .args(&workspace)
            .args(filter)
    } else {
        Program::cargo().args(&["test", "--quiet"]).args(&workspace)
    };
    on_postgres(program)
}

/// The `tests/browser.rs` of every crate that has one, with real pages in Chromium.
fn browser_tests() -> Result<()> {
    // axe, which looks at every page, comes with what the editor is made with
    editor::install()?;
    let crates = browser_crates()?;
    ensure!(!crates.is_empty(), "no crate has a tests/browser.rs");
    let packages: Vec<OsString> = crates
        .into_iter()
        .flat_map(|name| ["--package".into(), name])
        .collect();
    on_postgres(
        Program::cargo()
            .args(&["test", "--quiet", "--test", "browser"])
            .args(&packages)
            .args(&["--", "--include-ignored"]),
    )
}

/// Every page as it looks, in `target/pictures/gallery`; those of the guides in `docs/pictures`.
pub(crate) fn pictures() -> Result<()> {
    editor::install()?;
    on_postgres(
        Program::cargo()
            .args(&[
                "test",
                "--quiet",
                "--package",
                "gongkai",
                "--test",
                "browser",
                "--",
                "every_page",
            ])
            .env("GONGKAI_PICTURES", "1"),
    )
}

fn browser_crates() -> Result<Vec<OsString>> {
    let mut crates = Vec::new();
    for entry in fs::read_dir(root().join("crates"))? {
        let entry = entry?;
        let tests = entry.path().join("tests");
        if tests.join("browser.rs").is_file() || tests.join("browser").join("main.rs").is_file() {
            crates.push(entry.file_name());
        }
    }
    Ok(crates)
}

/// `PostgreSQL` is the server that `TEST_POSTGRES` names already, or a cluster for the time of this program.
fn on_postgres(program: Program) -> Result<()> {
    if std::env::var_os("TEST_POSTGRES").is_some() {
        return program.run();
    }
    let cluster = Cluster::start()?;
    program.env("TEST_POSTGRES", &cluster.url()).run()
}

/// Reads the manifests of all crates, also of those that no test compiled: hence the fetching.
fn deny() -> Result<()> {
    Program::cargo().args(&["fetch", "--quiet"]).run()?;
    Program::cargo()
        .args(&[
            "deny",
            "--offline",
            "--log-level",
            "error",
            "check",
            "licenses",
            "bans",
            "sources",
        ])
        .run()
}

/// Last, so that a run ends with the number of its checks.
fn tidy() -> Result<()> {
    Program::cargo()
        .args(&["test", "--quiet", "--package", "xtask", "--test", "tidy"])
        .run()
}

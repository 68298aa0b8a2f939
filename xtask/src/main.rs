//! What a developer and CI run: set up a machine, start a throwaway `PostgreSQL`, test, check everything.
//!
//! **Invariant:** knows nothing of the product's crates; it starts programs and tells how they ended.
#![expect(
    clippy::print_stdout,
    reason = "a command-line tool tells its progress on standard output"
)]

mod ci;
mod command;
mod editor;
mod postgres;
mod setup;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::command::Program;
use crate::postgres::Cluster;

const USAGE: &str = "usage: cargo xtask COMMAND

  setup               install what the tests need, where it is missing
  test                setup, then every test on both databases and in the browser
  ci                  setup, then everything a change must pass, one line per step
  editor              make the scripts that pages load from editor/ and verifier/ (wants node and npm)
  pictures            every page as it looks, full and empty, in both languages: target/pictures/gallery
  postgres -- CMD …   run CMD with TEST_POSTGRES naming a throwaway PostgreSQL cluster";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match obey(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(words: &[&str]) -> Result<()> {
    match words {
        ["setup"] => setup::install_what_is_missing(),
        ["ci"] => {
            setup::install_what_is_missing()?;
            ci::everything()
        }
        ["test"] => {
            setup::install_what_is_missing()?;
            ci::tests_only()
        }
        ["editor"] => editor::build(),
        ["pictures"] => {
            setup::install_what_is_missing()?;
            ci::pictures()
        }
        ["postgres", "--", command @ ..] | ["postgres", command @ ..] => with_postgres(command),
        _ => bail!("no such command\n{USAGE}"),
    }
}

fn with_postgres(command: &[&str]) -> Result<()> {
    let (program, arguments) = command
        .split_first()
        .context("name the command to run after `--`")?;
    let cluster = Cluster::start()?;
    println!("TEST_POSTGRES={}", cluster.url());
    Program::new(program)
        .args(arguments)
        .env("TEST_POSTGRES", &cluster.url())
        .run()
}

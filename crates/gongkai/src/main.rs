//! The binary: one program that sets up, serves, works, moves in and out, and audits.
//!
//! **Invariant:** a command opens the platform, calls one deed, and says what happened; it decides nothing.
#![expect(clippy::print_stdout, reason = "what a command answers goes to stdout")]

mod audit;
mod demo;
mod init;
mod inspect;
mod ledger;
mod place;
mod provider;
mod roster;
mod serve;
mod signer;
mod site;
mod token;
mod verify;
mod witness;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

/// Gongkai 公开: an organisation discloses what it decides, in three stages, to exactly those entitled to see it.
#[derive(Parser)]
#[command(version, about, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set up an empty platform; prints a one-time link for its administrator
    Init(init::Init),
    /// Set up a platform with a made-up organisation and a year of matters
    Demo(demo::Demo),
    /// Serve pages and API, and do the background work
    Serve(serve::Serve),
    /// Do only the background work, beside nodes that serve
    Work(serve::Work),
    /// Read the organisation from a spreadsheet (.xlsx or .csv)
    Import(roster::Import),
    /// Write the organisation into a spreadsheet (.xlsx)
    Export(roster::Export),
    /// Write what the public may see into a folder of plain files, for an existing website
    Site(site::Site),
    /// Make out an API token for a person
    Token(token::Token),
    /// Replay the journal and compare every row; exits with 1 and names what differs
    Audit(audit::Audit),
    /// Say what a receipt or a published log proves; needs no network and no platform
    Verify(verify::Verify),
    /// Sign for a log what continues the head that was signed last, as a process of its own
    Signer(signer::Signer),
    /// Cosign others' logs, and keep what contradicts them
    Witness(witness::Witness),
    /// Look after the ledger
    Ledger(ledger::Ledger),
    /// Look into one file from stdin, within narrow limits; the service starts it for each attachment
    #[command(hide = true)]
    Inspect,
}

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("GONGKAI_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let outcome = match Cli::parse().command {
        // before any thread is there: its memory is counted too
        Command::Inspect => inspect::run(),
        Command::Verify(command) => command.run(),
        command => works(command),
    };
    outcome.unwrap_or_else(|error| {
        #[expect(clippy::print_stderr, reason = "why a command failed goes to stderr")]
        {
            eprintln!("gongkai: {error:#}");
        }
        ExitCode::from(2)
    })
}

#[tokio::main]
async fn works(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Init(command) => command.run().await,
        Command::Demo(command) => command.run().await,
        Command::Serve(command) => command.run().await,
        Command::Work(command) => command.run().await,
        Command::Import(command) => command.run().await,
        Command::Export(command) => command.run().await,
        Command::Site(command) => command.run().await,
        Command::Token(command) => command.run().await,
        Command::Audit(command) => command.run().await,
        Command::Signer(command) => command.run().await,
        Command::Witness(command) => command.run().await,
        Command::Ledger(command) => command.run().await,
        Command::Inspect => inspect::run(),
        Command::Verify(command) => command.run(),
    }
}

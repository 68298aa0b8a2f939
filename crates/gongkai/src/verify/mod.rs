//! `gongkai verify`: what a receipt or a published log says, without network, database or platform.
//!
//! **Invariant:** nothing is believed but the policy that whoever calls has named.

mod attachments;
mod log;
mod receipt;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use ledger::policy::Policy;

#[derive(Args)]
#[command(
    after_help = "Exits with 0 if everything holds and is confirmed, with 1 if something is refused, not confirmed \
                  yet or contested, with 2 if it could not be looked at."
)]
pub(crate) struct Verify {
    /// A receipt: .receipt, .tlog-proof, the page that was downloaded, or a file with the text of its QR code
    #[arg(required_unless_present = "log")]
    file: Option<PathBuf>,
    /// Whom you believe: a tlog-policy with the log's key and its witnesses', from a source other than the log
    #[arg(long)]
    policy: Option<PathBuf>,
    /// The document the receipt should be about
    #[arg(long)]
    document: Option<PathBuf>,
    /// Files that should be attached to the document
    #[arg(long, num_args = 1..)]
    attachment: Vec<PathBuf>,
    /// Check every file of a published log that lies in this folder
    #[arg(long, conflicts_with_all = ["file", "document", "attachment"], requires = "policy")]
    log: Option<PathBuf>,
    /// The language of the answer
    #[arg(long, value_enum, default_value = "zh")]
    lang: Lang,
}

/// The language of the answer.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    Zh,
    En,
}

impl Lang {
    /// The sentence in this language.
    fn say<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

impl Verify {
    pub(crate) fn run(&self) -> Result<ExitCode> {
        let policy = self.policy.as_deref().map(read_policy).transpose()?;
        let holds = match (&self.log, &self.file, policy) {
            (Some(folder), _, Some(policy)) => log::check(folder, &policy, self.lang)?,
            (None, Some(file), policy) => self.receipt(file, policy)?,
            _ => anyhow::bail!("name a receipt, or a folder with --log and --policy"),
        };
        Ok(if holds {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read_policy(path: &Path) -> Result<Policy> {
    let policy = Policy::parse(&read(path)?);
    policy.with_context(|| format!("{} is not a policy", path.display()))
}

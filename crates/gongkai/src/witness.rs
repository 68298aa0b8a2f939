//! A witness of others' logs as a process of its own.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand};
use keepers::Clock;
use keepers::witness::{self, Kind};
use ledger::note::VerifierKey;
use ledger::policy::Policy;
use tokio::net::TcpListener;

use crate::serve::stop_signal;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct Witness {
    #[command(subcommand)]
    deed: Option<Deed>,
    #[command(flatten)]
    serve: Option<Serve>,
}

#[derive(Subcommand)]
enum Deed {
    /// Draw the key of a new witness; prints its public key
    Init(Init),
    /// List what is kept against the logs; exits with 1 if one of them signed two histories
    Evidence(Evidence),
}

#[derive(Args)]
struct Init {
    /// Folder for key and memory, never restored from a backup
    #[arg(long, value_name = "DIR")]
    state: PathBuf,
    /// Name of the witness for all time, such as witness.example/province
    #[arg(long, value_name = "NAME")]
    name: String,
}

#[derive(Args)]
struct Evidence {
    /// Folder of the witness
    #[arg(long, value_name = "DIR")]
    state: PathBuf,
}

#[derive(Args)]
struct Serve {
    /// Folder with key and memory
    #[arg(long, value_name = "DIR")]
    state: PathBuf,
    /// Address to be asked at; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    listen: String,
    /// Public key of a log to watch; may be given several times
    #[arg(long, value_name = "VKEY", required_unless_present = "policy")]
    log: Vec<String>,
    /// File with `log` lines of logs to watch (tlog-policy)
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
}

impl Witness {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        match self.deed {
            Some(Deed::Init(Init { state, name })) => {
                println!("{}", witness::init(&state, &name)?);
                return Ok(ExitCode::SUCCESS);
            }
            Some(Deed::Evidence(Evidence { state })) => return list(&state),
            None => {}
        }
        let serve = self.serve.context("name the folder, the address and the logs")?;
        serve.run().await
    }
}

impl Serve {
    async fn run(self) -> Result<ExitCode> {
        let witness = witness::Witness::open(&self.state, &self.logs()?, Clock::system())?;
        let listener = TcpListener::bind(&self.listen).await;
        let listener = listener.with_context(|| format!("cannot listen on {}", self.listen))?;
        let mut stop = stop_signal()?;
        println!("http://{}", listener.local_addr()?);
        let stopped = async move {
            let _ = stop.wait_for(|stop| *stop).await;
        };
        witness::serve(listener, witness::router(Arc::new(witness)), stopped).await;
        Ok(ExitCode::SUCCESS)
    }

    fn logs(&self) -> Result<Vec<VerifierKey>> {
        let key = |line: &String| VerifierKey::parse(line).with_context(|| format!("{line} is no key"));
        let mut logs: Vec<VerifierKey> = self.log.iter().map(key).collect::<Result<_>>()?;
        if let Some(file) = &self.policy {
            let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            let policy = Policy::parse(&bytes).with_context(|| format!("{} is no policy", file.display()))?;
            logs.extend(policy.logs().iter().map(|log| log.key.clone()));
        }
        ensure!(!logs.is_empty(), "there is no log to watch");
        Ok(logs)
    }
}

fn list(state: &Path) -> Result<ExitCode> {
    let kept = witness::evidence(state)?;
    for one in &kept {
        println!("{one}");
    }
    let has_fork = kept.iter().any(|one| one.kind == Kind::Fork);
    Ok(ExitCode::from(u8::from(has_fork)))
}

//! The signer of the ledger as a process of its own, with keys and a memory that the server's user cannot reach.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use keepers::{Clock, signer};

use crate::serve::stop_signal;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct Signer {
    #[command(subcommand)]
    deed: Option<Deed>,
    #[command(flatten)]
    serve: Option<Serve>,
}

#[derive(Subcommand)]
enum Deed {
    /// Draw the keys of a new log; prints both public keys
    Init(Init),
}

#[derive(Args)]
struct Init {
    /// Folder for keys and memory, never restored from a backup
    #[arg(long, value_name = "DIR")]
    state: PathBuf,
    /// Name of the log for all time, such as log.example/county
    #[arg(long, value_name = "NAME")]
    origin: String,
}

#[derive(Args)]
struct Serve {
    /// Folder with keys and memory
    #[arg(long, value_name = "DIR")]
    state: PathBuf,
    /// Unix socket to be asked over
    #[arg(long, value_name = "PATH")]
    socket: PathBuf,
    /// End when standard input ends: a server that starts a signer takes it along, however it ends itself
    #[arg(long, hide = true)]
    beside: bool,
}

impl Signer {
    pub(crate) async fn run(self) -> Result<ExitCode> {
        if let Some(Deed::Init(Init { state, origin })) = self.deed {
            for key in signer::init(&state, &origin)? {
                println!("{key}");
            }
            return Ok(ExitCode::SUCCESS);
        }
        let Serve {
            state,
            socket,
            beside,
        } = self.serve.context("name the folder and the socket")?;
        // First the folder, which one process has: only then is a socket that lies there nobody's.
        let signer = signer::Signer::open(&state, Clock::system())?;
        let listener = signer::bind(&socket);
        let listener = listener.with_context(|| format!("cannot listen at {}", socket.display()))?;
        let mut stop = stop_signal()?;
        if beside {
            std::thread::spawn(end_with_input);
        }
        println!("{}", socket.display());
        let stopped = async move {
            let _ = stop.wait_for(|stop| *stop).await;
        };
        signer::serve(listener, Arc::new(signer), stopped).await;
        Ok(ExitCode::SUCCESS)
    }
}

/// What the signer remembers is on the disk before anybody hears of it, so it may end at any moment.
fn end_with_input() {
    let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
    std::process::exit(0);
}

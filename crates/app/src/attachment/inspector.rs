use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use domain::attachment::Look;
use domain::refusal::AttachmentRefusal as Refusal;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

use crate::{Error, Result};

/// A file that takes longer, however little of it is computing, is given up.
const LONGEST: Duration = Duration::from_secs(20);
/// So many files are looked into at once; the rest wait for their turn, and the service does not feel it.
const AT_ONCE: usize = 2;

/// Who looks into files.
#[derive(Clone)]
pub enum Inspector {
    /// This program itself: for tests, where files come from no stranger.
    Here,
    /// A process of its own for each file, which limits itself and is killed when it takes too long.
    Process {
        /// The program; asked as `program inspect`.
        program: PathBuf,
        /// Whose turn it is.
        turns: Arc<Semaphore>,
    },
}

impl Inspector {
    /// A program that is started for each file.
    #[must_use]
    pub fn process(program: PathBuf) -> Self {
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        Self::Process { program, turns }
    }

    /// Looks into a file.
    pub async fn look(&self, bytes: &[u8]) -> Result<Look> {
        match self {
            Self::Here => Ok(super::look(bytes)?),
            Self::Process { program, turns } => {
                let _turn = turns.acquire().await.map_err(Error::failed)?;
                let mut command = Command::new(program);
                // it inherits nothing: no secrets of the environment, no folder to look around in
                command.arg("inspect").env_clear().current_dir("/");
                ask(command, bytes).await
            }
        }
    }
}

/// Hands the file over and reads the answer; a process that died or hangs had too much to do. Its turn is over when it
/// has ended, not before, however it ends.
async fn ask(mut command: Command, bytes: &[u8]) -> Result<Look> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(Error::failed)?;
    let answer = tokio::time::timeout(LONGEST, converse(&mut child, bytes)).await;
    child.kill().await.map_err(Error::failed)?;
    let answer = answer.map_err(|_| Refusal::TooMuchWork)?;
    match serde_json::from_slice::<std::result::Result<Look, Refusal>>(&answer) {
        Ok(outcome) => Ok(outcome?),
        Err(_) => Err(Refusal::TooMuchWork.into()),
    }
}

/// What a process says to a file, until it falls silent.
async fn converse(child: &mut Child, bytes: &[u8]) -> Vec<u8> {
    if let Some(mut stdin) = child.stdin.take() {
        // it may have stopped reading; its answer says why
        let _ = stdin.write_all(bytes).await;
    }
    let mut answer = Vec::new();
    if let Some(mut stdout) = child.stdout.take() {
        // what a process that died left behind is no answer
        let _ = stdout.read_to_end(&mut answer).await;
    }
    answer
}

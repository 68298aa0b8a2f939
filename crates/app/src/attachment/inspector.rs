use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use domain::attachment::Look;
use domain::refusal::AttachmentRefusal as Refusal;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;
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

/// Hands the file over and reads the answer; a process that died or hangs had too much to do.
async fn ask(mut command: Command, bytes: &[u8]) -> Result<Look> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(Error::failed)?;
    let stdin = child.stdin.take();
    let answer = tokio::time::timeout(LONGEST, async {
        if let Some(mut stdin) = stdin {
            // it may have stopped reading; its answer says why
            let _ = stdin.write_all(bytes).await;
        }
        child.wait_with_output().await
    });
    let Ok(answer) = answer.await else {
        return Err(Refusal::TooMuchWork.into());
    };
    let answer = answer.map_err(Error::failed)?;
    match serde_json::from_slice::<std::result::Result<Look, Refusal>>(&answer.stdout) {
        Ok(outcome) => Ok(outcome?),
        Err(_) => Err(Refusal::TooMuchWork.into()),
    }
}

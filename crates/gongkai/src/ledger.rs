//! Where the ledger of a platform lies, and what starts with it.

use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::sync::Arc;
use std::time::Duration;

use ::ledger::policy::Policy;
use anyhow::{Context, Result, anyhow};
use app::App;
use app::ledger::{Confirmer, Folder, Pen, Sequencer, Step};
use clap::{Args, Subcommand};
use domain::ledger::Keys;
use keepers::Clock;
use keepers::signer::{self, Client, Signer};
use tokio::net::UnixStream;
use tokio::process::{Child, Command};
use tokio::sync::watch;

use crate::place::Place;

/// The folder of a ledger: the public log, the signer's state, its socket, and whom this unit believes.
#[derive(Clone, Debug)]
pub(crate) struct Rooms(PathBuf);

impl Rooms {
    pub(crate) fn at(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// What everybody may fetch.
    pub(crate) fn log(&self) -> PathBuf {
        self.0.join("log")
    }

    /// Keys and memory of the signer.
    pub(crate) fn signer(&self) -> PathBuf {
        self.0.join("signer")
    }

    /// Where it listens.
    pub(crate) fn socket(&self) -> PathBuf {
        self.0.join("signer.socket")
    }

    /// Log and witnesses, in the words of a policy (c2sp.org/tlog-policy).
    pub(crate) fn policy(&self) -> PathBuf {
        self.0.join("policy")
    }

    /// Whom this unit believes, once that is written down.
    pub(crate) fn read_policy(&self) -> Result<Option<Policy>> {
        let place = self.policy();
        if !place.exists() {
            return Ok(None);
        }
        let bytes = std::fs::read(&place).with_context(|| format!("cannot read {}", place.display()))?;
        let policy = Policy::parse(&bytes);
        policy
            .map(Some)
            .with_context(|| format!("{} is not in order", place.display()))
    }

    /// Draws the keys of a new ledger and begins it.
    pub(crate) async fn begin(&self, app: &App, origin: &str) -> Result<()> {
        std::fs::create_dir_all(&self.0).with_context(|| format!("cannot make {}", self.0.display()))?;
        let [public, sm2] = signer::init(&self.signer(), origin)?;
        let policy = format!("log {public}\nquorum none\n");
        std::fs::write(self.policy(), policy)
            .with_context(|| format!("cannot write {}", self.policy().display()))?;
        let keys = Keys {
            origin: origin.to_owned(),
            public_key: public.to_string(),
            sm2_key: sm2.to_string(),
        };
        Ok(app::ledger::begin(app, keys).await?)
    }

    /// Has signed what was written so far, with the signer in this process: for filling a new platform.
    pub(crate) async fn sign_all(&self, app: &App) -> Result<()> {
        let signer = Signer::open(&self.signer(), Clock::system())?;
        let pen = Pen::Here(Arc::new(signer));
        let mut sequencer = Sequencer::new(app.clone(), Folder::open(&self.log())?, Some(pen));
        while sequencer.step().await? != Step::Idle {}
        Ok(())
    }

    /// The sequencer of this node. It has a pen when a signer is named, or when the keys lie here.
    pub(crate) fn sequencer(&self, app: &App, elsewhere: Option<&Path>) -> Result<Sequencer> {
        let socket = match elsewhere {
            Some(socket) => Some(socket.to_owned()),
            None => self.signer().exists().then(|| self.socket()),
        };
        let pen = socket.map(|socket| Pen::Away(Client::new(socket)));
        Ok(Sequencer::new(app.clone(), Folder::open(&self.log())?, pen))
    }

    /// Whoever asks the witnesses of the policy that lies here.
    pub(crate) fn confirmer(&self, app: &App) -> Result<Confirmer> {
        let place = self.policy();
        let policy = self.read_policy()?;
        let policy = policy.with_context(|| format!("{} is not there", place.display()))?;
        let confirmer = Confirmer::new(app.clone(), Folder::open(&self.log())?, policy);
        confirmer.map_err(|words| anyhow!("{}: {words}", place.display()))
    }

    /// Keeps the signer running beside this process, as a process of its own, when its keys lie here.
    pub(crate) async fn keep_signer(self, mut stop: watch::Receiver<bool>) -> Result<()> {
        const PAUSE: Duration = Duration::from_secs(1);
        while self.signer().exists() && !*stop.borrow() {
            let mut child = self.start_signer()?;
            // it ends when this end is closed, which waiting would do
            let _held = child.stdin.take();
            tokio::select! {
                ended = child.wait() => tracing::error!(?ended, "the signer ended; it is started again"),
                _ = stop.changed() => return Ok(child.kill().await?),
            }
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                _ = stop.changed() => {}
            }
        }
        Ok(())
    }

    /// Waits for the signer beside this process, not longer than a start may take: what is wrong then is the sequencer's
    /// to say.
    pub(crate) fn signer_answers(&self) -> impl Future<Output = ()> + Send + use<> {
        const START: Duration = Duration::from_secs(5);
        const PAUSE: Duration = Duration::from_millis(20);
        let (socket, keys) = (self.socket(), self.signer());
        async move {
            let answers = async {
                while keys.exists() && UnixStream::connect(&socket).await.is_err() {
                    tokio::time::sleep(PAUSE).await;
                }
            };
            _ = tokio::time::timeout(START, answers).await;
        }
    }

    fn start_signer(&self) -> Result<Child> {
        let program = std::env::current_exe().context("cannot find this program")?;
        Command::new(program)
            .arg("signer")
            .arg("--state")
            .arg(self.signer())
            .arg("--socket")
            .arg(self.socket())
            .arg("--beside")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("cannot start the signer")
    }
}

#[derive(Args)]
pub(crate) struct Ledger {
    #[command(subcommand)]
    command: Deed,
}

#[derive(Subcommand)]
enum Deed {
    /// After the database was set back: take back the places of the lines it lost, from what was published
    Complete(Complete),
}

#[derive(Args)]
struct Complete {
    #[command(flatten)]
    place: Place,
}

impl Ledger {
    #[expect(clippy::print_stdout, reason = "what a command answers goes to stdout")]
    pub(crate) async fn run(self) -> Result<ExitCode> {
        let Deed::Complete(complete) = self.command;
        let rooms = complete.place.ledger()?;
        let app = complete.place.open().await?;
        let signer = Signer::open(&rooms.signer(), Clock::system())
            .context("stop the service first: the signer's memory is read from its folder")?;
        let head = signer.head();
        let folder = Folder::open(&rooms.log())?;
        let lost = app::ledger::complete(&app, &folder, (head.sha256(), head.sm3_root)).await?;
        println!("{lost} places were taken back; what those lines said is lost");
        Ok(ExitCode::SUCCESS)
    }
}

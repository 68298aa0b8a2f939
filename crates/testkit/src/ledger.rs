use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::App;
use app::ledger::{Folder, Pen, Sequencer, Step, Trouble};
use domain::ledger::Keys;
use keepers::Clock;
use keepers::signer::{self, Signer};

use crate::TestApp;

/// The ledger of a test's platform, with a signer of its own in this process.
pub struct Ledger {
    /// The platform with its public log.
    pub app: App,
    /// Where the public log lies.
    pub log: PathBuf,
    /// Whoever signs.
    pub signer: Arc<Signer>,
    sequencer: Sequencer,
    place: PathBuf,
}

impl Ledger {
    /// Begins the ledger of a platform. Nothing is signed before the first step.
    pub async fn begin(t: &TestApp) -> Self {
        let place = std::env::temp_dir().join(format!("{}-ledger", t.name()));
        let state = place.join("signer");
        std::fs::create_dir_all(&place).unwrap();
        let [public, sm2] = signer::init(&state, "ledger.example/demo").unwrap();
        let keys = Keys {
            origin: "ledger.example/demo".into(),
            public_key: public.to_string(),
            sm2_key: sm2.to_string(),
        };
        app::ledger::begin(&t.app, keys).await.unwrap();
        let clock = t.app.clone();
        let clock = Clock::new(move || u64::try_from(clock.now().0 / 1_000_000).unwrap());
        let signer = Arc::new(Signer::open(&state, clock).unwrap());
        let log = place.join("log");
        let app = t.app.clone().with_ledger(Folder::open(&log).unwrap());
        let sequencer = sequencer(&app, &log, &signer);
        Self {
            app,
            log,
            signer,
            sequencer,
            place,
        }
    }

    /// The folder that holds the log and the signer's state.
    #[must_use]
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Has signed and publishes what is there.
    pub async fn step(&mut self) -> Result<Step, Trouble> {
        self.sequencer.step().await
    }

    /// Another sequencer over the same database, the same signer and the same folder; or the same one started anew.
    #[must_use]
    pub fn another(&self) -> Sequencer {
        sequencer(&self.app, &self.log, &self.signer)
    }

    /// Starts the sequencer anew.
    pub fn restart(&mut self) {
        self.sequencer = self.another();
    }
}

fn sequencer(app: &App, log: &Path, signer: &Arc<Signer>) -> Sequencer {
    let pen = Pen::Here(Arc::clone(signer));
    Sequencer::new(app.clone(), Folder::open(log).unwrap(), Some(pen))
}

impl Drop for Ledger {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.place);
    }
}

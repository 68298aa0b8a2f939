use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use app::{App, Outside, audit};
use db::{Db, Engine};
use domain::time::Timestamp;
use jiff::tz::TimeZone;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// A file in a folder of its own.
    Sqlite,
    /// A database of its own at the server that `TEST_POSTGRES` names.
    Postgres,
}

/// A platform of its own, gone with the test.
pub struct TestApp {
    /// The platform.
    pub app: App,
    /// Its address for a second process: a folder, or `postgres://…`.
    pub address: String,
    name: String,
    now: Arc<AtomicI64>,
    folder: Option<PathBuf>,
}

static COUNT: AtomicU64 = AtomicU64::new(0);

impl TestApp {
    /// An empty platform on Monday, 2 March 2026, 09:00 in Shanghai.
    pub async fn new(on: On) -> Self {
        let name = format!(
            "gongkai_{}_{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let (db, address, folder) = match on {
            On::Sqlite => {
                let folder = std::env::temp_dir().join(&name);
                std::fs::create_dir_all(&folder).unwrap();
                let db = Db::open_sqlite(&folder.join("gongkai.db")).await.unwrap();
                (db, folder.display().to_string(), Some(folder))
            }
            On::Postgres => {
                let address = create_database(&name).await;
                (Db::open_postgres(&address).await.unwrap(), address, None)
            }
        };
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let start = Timestamp::start_of("2026-03-02".parse().unwrap(), &zone).plus_seconds(9 * 3600);
        let now = Arc::new(AtomicI64::new(start.0));
        let app = App::new(db, outside(Arc::clone(&now), 1), zone);
        Self {
            app,
            address,
            name,
            now,
            folder,
        }
    }

    /// The platform with an index of texts of its own, which begins with nothing.
    #[must_use]
    pub fn comparing(&self) -> App {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = self.indexes().join(number.to_string());
        self.app
            .clone()
            .with_likeness(app::likeness::Index::open(&folder).unwrap())
    }

    fn indexes(&self) -> PathBuf {
        std::env::temp_dir().join(format!("{}_likeness", self.name))
    }

    /// A name that no other test's platform has.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Lets time pass.
    pub fn wait_seconds(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }

    /// Lets days pass.
    pub fn wait_days(&self, days: i64) {
        self.wait_seconds(days * 86_400);
    }

    /// Runs what is due.
    pub async fn work(&self) -> u64 {
        app::jobs::run_due(&self.app).await.unwrap()
    }

    /// Tells everybody what has happened by now.
    pub async fn tell(&self) {
        while app::telling::tell(&self.app).await.unwrap() {}
    }
}

impl TestApp {
    /// Changes things past every door and every foreign key.
    pub async fn behind_the_back(&self, script: &str) {
        let mut tx = self.app.db().write().await.unwrap();
        let script = match tx.engine() {
            Engine::Sqlite => format!(
                "commit; pragma foreign_keys = off; begin; {script}; commit; pragma foreign_keys = on; begin"
            ),
            Engine::Postgres => format!("set local session_replication_role = replica; {script}"),
        };
        tx.run_script(&script).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A backup of the whole database, inside it.
    pub async fn back_up(&self, name: &str) {
        let saved = |table: &str| format!("create table {name}_{table} as select * from {table}");
        let script: Vec<_> = tables().map(saved).collect();
        self.behind_the_back(&script.join("; ")).await;
    }

    /// Sets the whole database back to a backup.
    pub async fn set_back(&self, name: &str) {
        let back =
            |table: &str| format!("delete from {table}; insert into {table} select * from {name}_{table}");
        let script: Vec<_> = tables().map(back).collect();
        self.behind_the_back(&script.join("; ")).await;
    }
}

fn tables() -> impl Iterator<Item = &'static str> {
    let ours = audit::TABLES.iter().map(|table| table.name);
    ours.chain(audit::SOURCES.iter().copied())
        .chain(audit::MACHINERY.iter().copied())
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.indexes());
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// A clock that stands still until told, and chance from a seed.
#[must_use]
pub(crate) fn outside(now: Arc<AtomicI64>, seed: u64) -> Outside {
    let state = Mutex::new(seed);
    let chance = move |bytes: &mut [u8]| {
        let mut state = state.lock().unwrap();
        for byte in bytes {
            // SplitMix64: short, and good enough for a test
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = *state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (z ^ (z >> 31)).to_le_bytes()[0];
        }
    };
    Outside {
        now: Box::new(move || Timestamp(now.load(Ordering::SeqCst))),
        chance: Box::new(chance),
    }
}

async fn create_database(name: &str) -> String {
    let server = std::env::var("TEST_POSTGRES")
        .expect("TEST_POSTGRES names no server: run `cargo xtask test`, which starts a private one");
    db::recreate_database(&server, name).await.unwrap()
}

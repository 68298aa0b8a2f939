//! Where the platform lives: flags, then the environment, then a file.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use app::account::Lifetimes;
use app::attachment::{Files, Inspector};
use app::{App, Outside};
use clap::Args;
use db::Db;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::ledger::Rooms;
use crate::provider::Oidc;

const DATABASE_FILE: &str = "gongkai.db";
const DATA: &str = "gongkai-data";
const FILES: &str = "files";
const LEDGER: &str = "ledger";
const LIKENESS: &str = "likeness";
const ZONE: &str = "Asia/Shanghai";

/// Where the platform lives.
#[derive(Args, Clone, Debug)]
pub(crate) struct Place {
    /// Folder that holds everything (embedded database) [default: gongkai-data]
    #[arg(long, env = "GONGKAI_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Address of a PostgreSQL database, instead of a folder
    #[arg(
        long,
        env = "GONGKAI_DATABASE",
        value_name = "postgres://…",
        conflicts_with = "data"
    )]
    database: Option<String>,
    /// Folder for attached files [default: files in the data folder]
    #[arg(long, env = "GONGKAI_FILES", value_name = "DIR")]
    files: Option<PathBuf>,
    /// Folder for the ledger: public log, signer, policy [default: ledger in the data folder]
    #[arg(long, env = "GONGKAI_LEDGER", value_name = "DIR")]
    ledger: Option<PathBuf>,
    /// Folder for the index of texts, one for each serving node [default: likeness in the data folder]
    #[arg(long, env = "GONGKAI_LIKENESS", value_name = "DIR")]
    likeness: Option<PathBuf>,
    /// Time zone in which days are counted [default: Asia/Shanghai]
    #[arg(long, env = "GONGKAI_ZONE", value_name = "ZONE")]
    zone: Option<String>,
    /// Settings file (TOML: data, database, files, ledger, likeness, zone, listen, admin_listen, session_idle_minutes, session_hours, behind_proxy, live_pages, site, [oidc])
    #[arg(long, env = "GONGKAI_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

/// What the file may say. A key it does not know is a mistake, and is told.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    data: Option<PathBuf>,
    database: Option<String>,
    files: Option<PathBuf>,
    ledger: Option<PathBuf>,
    likeness: Option<PathBuf>,
    zone: Option<String>,
    pub(crate) listen: Option<String>,
    pub(crate) admin_listen: Option<String>,
    session_idle_minutes: Option<u32>,
    session_hours: Option<u32>,
    /// The address of this platform, as people type it.
    pub(crate) site: Option<String>,
    /// Another system of the house that people may sign in by.
    pub(crate) oidc: Option<Oidc>,
    /// A proxy of ours stands before it, and its `X-Forwarded-Proto` counts.
    #[serde(default)]
    pub(crate) behind_proxy: bool,
    /// How many pages may listen for messages at once.
    pub(crate) live_pages: Option<usize>,
}

impl Settings {
    fn lifetimes(&self) -> Lifetimes {
        let usual = Lifetimes::default();
        let idle = self.session_idle_minutes.map(|minutes| i64::from(minutes) * 60);
        let longest = self.session_hours.map(|hours| i64::from(hours) * 3600);
        Lifetimes {
            idle_seconds: idle.unwrap_or(usual.idle_seconds),
            longest_seconds: longest.unwrap_or(usual.longest_seconds),
        }
    }
}

impl Place {
    /// What the file says.
    pub(crate) fn settings(&self) -> Result<Settings> {
        let Some(file) = &self.config else {
            return Ok(Settings::default());
        };
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        toml::from_str(&text).with_context(|| format!("{} is not in order", file.display()))
    }

    /// The platform, which must have been set up.
    pub(crate) async fn open(&self) -> Result<App> {
        if let Where::Folder(folder) = self.at()?
            && !folder.join(DATABASE_FILE).exists()
        {
            bail!(
                "{} holds no platform yet: run `gongkai init` or `gongkai demo` first",
                folder.display()
            );
        }
        self.open_with(Outside::system()).await
    }

    /// The platform, made when it is not there, with a clock and chance of the caller's.
    pub(crate) async fn open_with(&self, outside: Outside) -> Result<App> {
        let db = match self.at()? {
            Where::Folder(folder) => Db::open_sqlite(&prepared(&folder)?).await?,
            Where::Server(address) => Db::open_postgres(&address)
                .await
                .context("cannot open the database")?,
        };
        let app = App::new(db, outside, self.zone()?).with_lifetimes(self.settings()?.lifetimes());
        self.with_files(app)
    }

    /// The same for filling it: nothing is safe on the disk before the filling is over.
    pub(crate) async fn open_to_fill(&self, outside: Outside) -> Result<App> {
        let db = match self.at()? {
            Where::Folder(folder) => Db::open_sqlite_to_fill(&prepared(&folder)?).await?,
            Where::Server(address) => Db::open_postgres(&address)
                .await
                .context("cannot open the database")?,
        };
        self.with_files(App::new(db, outside, self.zone()?))
    }

    /// Attached files lie in a folder; whoever looks into one is this program, started again.
    fn with_files(&self, app: App) -> Result<App> {
        let chosen = self.files.clone().or(self.settings()?.files);
        let folder = self.room(chosen, FILES)?;
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let program = std::env::current_exe().context("cannot find this program")?;
        let rooms = self.ledger()?;
        let log = app::ledger::Folder::open(&rooms.log()).context("cannot make the ledger's folder")?;
        let app = app.with_ledger(log);
        let app = match rooms.read_policy()? {
            Some(policy) => app.with_policy(policy),
            None => app,
        };
        Ok(app.with_files(Files::folder(&folder)?, Inspector::process(program)))
    }

    /// The same platform with the index that says what texts have in common. Every node that serves has one of its own;
    /// where it cannot be opened, as beside a node that has it open, the platform serves and compares nothing.
    pub(crate) fn with_likeness(&self, app: App) -> Result<App> {
        let chosen = self.likeness.clone().or(self.settings()?.likeness);
        let folder = self.room(chosen, LIKENESS)?;
        Ok(match app::likeness::Index::open(&folder) {
            Ok(index) => app.with_likeness(index),
            Err(error) => {
                tracing::warn!(?error, folder = %folder.display(), "texts are not compared here");
                app
            }
        })
    }

    /// Where the ledger lies.
    pub(crate) fn ledger(&self) -> Result<Rooms> {
        let chosen = self.ledger.clone().or(self.settings()?.ledger);
        Ok(Rooms::at(self.room(chosen, LEDGER)?))
    }

    fn room(&self, chosen: Option<PathBuf>, name: &str) -> Result<PathBuf> {
        Ok(match (chosen, self.at()?) {
            (Some(folder), _) => folder,
            (None, Where::Folder(data)) => data.join(name),
            (None, Where::Server(_)) => PathBuf::from(DATA).join(name),
        })
    }

    fn at(&self) -> Result<Where> {
        let file = self.settings()?;
        Ok(match (&self.data, &self.database, file.data, file.database) {
            (_, Some(address), ..) => Where::Server(address.clone()),
            (Some(folder), ..) => Where::Folder(folder.clone()),
            (None, None, _, Some(address)) => Where::Server(address),
            (None, None, folder, None) => Where::Folder(folder.unwrap_or_else(|| DATA.into())),
        })
    }

    fn zone(&self) -> Result<TimeZone> {
        let name = self
            .zone
            .clone()
            .or(self.settings()?.zone)
            .unwrap_or_else(|| ZONE.to_owned());
        TimeZone::get(&name).with_context(|| format!("{name} is no time zone"))
    }
}

enum Where {
    Folder(PathBuf),
    Server(String),
}

fn prepared(folder: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder.join(DATABASE_FILE))
}

/// The name that stands in every header: the topmost unit's.
pub(crate) async fn site_name(app: &App) -> Result<String> {
    let units = app::organisation::directory(app).await?;
    Ok(units
        .into_iter()
        .next()
        .map_or_else(|| "公开".to_owned(), |line| line.unit.name))
}

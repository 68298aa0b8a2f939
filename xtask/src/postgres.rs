//! A private `PostgreSQL` cluster that lives as long as one command.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::command::{Program, is_root};

/// Safe to lose, quick to write to: no test asks what survives a power cut of this server.
const SETTINGS: &[&str] = &[
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "jit=off",
    "max_connections=300",
    "listen_addresses=127.0.0.1",
    "log_min_messages=fatal",
];

const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(100);

/// A running server; dropped, it is stopped and its files are gone.
pub(crate) struct Cluster {
    folder: PathBuf,
    binaries: PathBuf,
    port: u16,
    server: Child,
}

impl Cluster {
    /// Creates and starts a cluster on a free port of the loopback address.
    pub(crate) fn start() -> Result<Cluster> {
        let binaries = binaries()?;
        let folder = std::env::temp_dir().join(format!("gongkai-postgres-{}", std::process::id()));
        create_owned_by_server(&folder)?;
        let data = folder.join("data");
        as_server(&binaries.join("initdb"), &folder)?
            .args(&[
                "--no-sync",
                "--encoding=UTF8",
                "--locale=C",
                "--auth=trust",
                "--username=gongkai",
            ])
            .args(&[&data])
            .run_quietly()?;
        let port = free_port()?;
        let server = serve(&binaries, &folder, port)?;
        let mut cluster = Cluster {
            folder,
            binaries,
            port,
            server,
        };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    /// Where tests find it; they create their own databases.
    pub(crate) fn url(&self) -> String {
        format!("postgres://gongkai@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let port = self.port.to_string();
        let mut waited = Duration::ZERO;
        while waited < PATIENCE {
            let is_ready = Program::new(self.binaries.join("pg_isready"))
                .args(&["--quiet", "--host=127.0.0.1", "--port", &port])
                .run_quietly()
                .is_ok();
            if is_ready {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait()? {
                bail!("PostgreSQL ended with {status}:\n{}", self.log());
            }
            thread::sleep(PAUSE);
            waited += PAUSE;
        }
        bail!("PostgreSQL was not ready after {PATIENCE:?}:\n{}", self.log())
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    fn stop(&mut self) -> Result<()> {
        as_server(&self.binaries.join("pg_ctl"), &self.folder)?
            .args(&["stop", "--mode=immediate", "--silent", "--pgdata"])
            .args(&[self.folder.join("data")])
            .run_quietly()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The server may already be gone, as after Ctrl-C, and a destructor has nobody to tell.
        if self.stop().is_err() {
            self.server.kill().ok();
        }
        self.server.wait().ok();
        fs::remove_dir_all(&self.folder).ok();
    }
}

fn serve(binaries: &Path, folder: &Path, port: u16) -> Result<Child> {
    let log = File::create(folder.join("log"))?;
    let settings = SETTINGS
        .iter()
        .flat_map(|setting| ["-c", setting])
        .collect::<Vec<_>>();
    let mut command = as_server(&binaries.join("postgres"), folder)?
        .args(&settings)
        .args(&["-p", &port.to_string()])
        .args(&[Path::new("-k"), folder, Path::new("-D"), &folder.join("data")])
        .into_command();
    command
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .context("cannot start PostgreSQL")
}

/// The newest server installed: Debian keeps each version in a folder of its own, off the search path.
fn binaries() -> Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let newest = versions
        .filter_map(|entry| {
            Some((
                entry.file_name().to_str()?.parse::<u32>().ok()?,
                entry.path().join("bin"),
            ))
        })
        .filter(|(_, binaries)| binaries.join("initdb").is_file())
        .max();
    if let Some((_, binaries)) = newest {
        return Ok(binaries);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .find(|folder| folder.join("initdb").is_file())
        .context("no PostgreSQL server found: run `cargo xtask setup`")
}

/// Whether a server is installed at all.
pub(crate) fn is_installed() -> bool {
    binaries().is_ok()
}

/// A server program, as a user it accepts, that ends with us however we end.
fn as_server(program: &Path, folder: &Path) -> Result<Program> {
    let user: &[&str] = if is_root()? {
        &["--reuid=postgres", "--regid=postgres", "--init-groups"]
    } else {
        &[]
    };
    Ok(Program::new("setpriv")
        .args(user)
        .args(&["--pdeathsig=INT"])
        .args(&[program])
        .within(folder))
}

fn create_owned_by_server(folder: &Path) -> Result<()> {
    // A folder with our number is left from a process that was killed and whose number we got.
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    if is_root()? {
        Program::new("chown")
            .args(&[Path::new("postgres:"), folder])
            .run_quietly()?;
    }
    Ok(())
}

/// The kernel picks the port; nobody else is handed the same one soon after.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

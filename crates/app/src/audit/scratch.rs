use std::fs::DirBuilder;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use db::Db;

use crate::{Error, Result};

/// An empty database of our own, gone when dropped. It will hold what is restricted, so nobody else may look in.
pub(super) struct Scratch {
    pub(super) db: Db,
    _folder: Folder,
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(folder = %self.0.display(), ?error, "the audit's folder could not be removed");
        }
    }
}

impl Scratch {
    pub(super) async fn new() -> Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("gongkai-audit-{}-{number}", std::process::id()));
        private().create(&folder).map_err(Error::failed)?;
        let folder = Folder(folder);
        let db = Db::open_sqlite(&folder.0.join("replay.db")).await?;
        Ok(Self { db, _folder: folder })
    }
}

#[cfg(unix)]
fn private() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt as _;
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn private() -> DirBuilder {
    DirBuilder::new()
}

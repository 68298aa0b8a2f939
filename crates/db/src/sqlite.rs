//! The embedded database: one writer, several readers beside it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use crate::{Error, Result};

/// Older ones can lose committed writes when two connections checkpoint at the same instant.
const OLDEST: i32 = 3_051_003;
const READERS: usize = 8;
/// Statements kept prepared for each connection.
const STATEMENTS: usize = 256;

/// The connections to one file.
#[derive(Clone)]
pub struct Pool {
    file: Arc<PathBuf>,
    writer: Arc<tokio::sync::Mutex<Connection>>,
    idle: Arc<Mutex<Vec<Connection>>>,
    turns: Arc<Semaphore>,
}

/// A connection that only reads; it goes back to its pool when dropped.
pub(crate) struct Reader {
    connection: Option<Connection>,
    idle: Arc<Mutex<Vec<Connection>>>,
    _turn: OwnedSemaphorePermit,
}

impl Pool {
    pub(crate) fn open(file: &Path) -> Result<Self> {
        if rusqlite::version_number() < OLDEST {
            return Err(Error::Schema(format!(
                "SQLite {} is too old",
                rusqlite::version()
            )));
        }
        Ok(Self {
            file: Arc::new(file.to_owned()),
            writer: Arc::new(tokio::sync::Mutex::new(connect(file)?)),
            idle: Arc::default(),
            turns: Arc::new(Semaphore::new(READERS)),
        })
    }

    pub(crate) async fn reader(&self) -> Result<Reader> {
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(|_| Error::Schema("the pool was closed".into()))?;
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => {
                let connection = connect(&self.file)?;
                connection.pragma_update(None, "query_only", true)?;
                connection
            }
        };
        Ok(Reader {
            connection: Some(connection),
            idle: Arc::clone(&self.idle),
            _turn: turn,
        })
    }

    pub(crate) async fn hurry(&self) -> Result<()> {
        let writer = self.writer().await;
        writer.execute_batch(
            "pragma synchronous = off; pragma cache_size = -400000; pragma wal_autocheckpoint = 20000;",
        )?;
        Ok(())
    }

    pub(crate) async fn settle(&self) -> Result<()> {
        let writer = self.writer().await;
        writer.execute_batch("pragma synchronous = full; pragma wal_checkpoint(truncate);")?;
        Ok(())
    }

    pub(crate) async fn writer(&self) -> OwnedMutexGuard<Connection> {
        Arc::clone(&self.writer).lock_owned().await
    }
}

impl Reader {
    pub(crate) fn connection(&mut self) -> Result<&mut Connection> {
        self.connection
            .as_mut()
            .ok_or_else(|| Error::Schema("a reader without a connection".into()))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take()
            && (connection.is_autocommit() || ended(&connection))
        {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
        }
    }
}

/// A reader's transaction changes nothing, so it may as well be committed.
fn ended(connection: &Connection) -> bool {
    let commit = connection.prepare_cached("commit");
    commit.is_ok_and(|mut commit| commit.execute([]).is_ok())
}

fn connect(file: &Path) -> Result<Connection> {
    let connection = Connection::open(file)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // `full`: an acknowledged change is on the disk before anybody hears of it; `secure_delete`: what is destroyed is not
    // left in pages that are free
    connection.execute_batch(
        "pragma busy_timeout = 5000;
         pragma journal_mode = wal;
         pragma synchronous = full;
         pragma foreign_keys = on;
         pragma secure_delete = on;
         pragma cache_size = -8000;
         pragma mmap_size = 1073741824;
         pragma temp_store = memory;",
    )?;
    Ok(connection)
}

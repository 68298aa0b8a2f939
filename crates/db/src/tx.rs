use deadpool_postgres::Object;
use rusqlite::Connection;
use tokio::sync::OwnedMutexGuard;

use crate::query::{self, Query};
use crate::sqlite::Reader;
use crate::{Engine, FromRow, Result, Row, Value};

/// A transaction. Dropped without [`Tx::commit`], it leaves no trace. The default one is over.
#[derive(Default)]
pub struct Tx {
    inner: Option<Inner>,
}

enum Inner {
    Reader(Reader),
    Writer(OwnedMutexGuard<Connection>),
    Postgres(Object),
}

impl Tx {
    pub(crate) fn sqlite_reader(mut reader: Reader) -> Result<Self> {
        reader.connection()?.prepare_cached("begin")?.execute([])?;
        Ok(Self {
            inner: Some(Inner::Reader(reader)),
        })
    }

    pub(crate) fn sqlite_writer(writer: OwnedMutexGuard<Connection>) -> Result<Self> {
        // the turn is waited for here, not at the first write
        writer.prepare_cached("begin immediate")?.execute([])?;
        Ok(Self {
            inner: Some(Inner::Writer(writer)),
        })
    }

    pub(crate) async fn postgres(connection: Object, begin: &str) -> Result<Self> {
        // made first, so that whoever gives up while this waits leaves no open transaction in the pool
        let mut tx = Self {
            inner: Some(Inner::Postgres(connection)),
        };
        tx.run_script(begin).await?;
        Ok(tx)
    }

    /// Which database speaks.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.inner {
            Some(Inner::Postgres(_)) => Engine::Postgres,
            _ => Engine::Sqlite,
        }
    }

    /// A statement with `$1`, `$2` … for values, and once `$9...` for a list of them. A literal: no input gets in.
    pub fn query<'t>(&'t mut self, statement: &'static str) -> Query<'t> {
        Query::new(self, statement)
    }

    /// Many rows of one table: `into` is `insert into t (a, b)`, `values` are its rows one after another.
    pub async fn insert_many(
        &mut self,
        into: &'static str,
        width: usize,
        values: &[Value<'_>],
    ) -> Result<()> {
        match self.handle()? {
            Handle::Sqlite(connection) => {
                let text = query::insert_text(into, width, 1);
                let mut statement = connection.prepare_cached(text)?;
                for row in values.chunks(width) {
                    statement.execute(rusqlite::params_from_iter(row))?;
                }
            }
            Handle::Postgres(connection) => {
                for (rows, chunk) in query::chunks(values, width) {
                    let text = query::insert_text(into, width, rows);
                    let statement = connection.prepare_cached(text).await?;
                    connection.execute_raw(&statement, chunk).await?;
                }
            }
        }
        Ok(())
    }

    /// From here on, changes can be undone alone; within what an earlier one divides.
    pub async fn savepoint(&mut self) -> Result<()> {
        self.say("savepoint turn").await
    }

    /// What changed since the newest savepoint is undone; the savepoint stays, so that this may be said again.
    pub async fn roll_back(&mut self) -> Result<()> {
        self.say("rollback to savepoint turn").await
    }

    async fn say(&mut self, words: &'static str) -> Result<()> {
        match self.handle()? {
            Handle::Sqlite(connection) => {
                connection.prepare_cached(words)?.execute([])?;
                Ok(())
            }
            Handle::Postgres(connection) => Ok(connection.batch_execute(words).await?),
        }
    }

    /// Makes the changes last. They are on the disk when this answers.
    pub async fn commit(mut self) -> Result<()> {
        match self.inner.take() {
            Some(Inner::Reader(reader)) => drop(reader),
            Some(Inner::Writer(connection)) => {
                let outcome = commit(&connection);
                // given back, so that what could not be committed is rolled back
                self.inner = Some(Inner::Writer(connection));
                outcome?;
            }
            Some(Inner::Postgres(connection)) => connection.batch_execute("commit").await?,
            None => {}
        }
        Ok(())
    }

    /// Whether the database understands a statement; for the test that asks it about every one.
    pub async fn understands(&mut self, statement: &str) -> Result<()> {
        match self.handle()? {
            Handle::Sqlite(connection) => drop(connection.prepare(statement)?),
            Handle::Postgres(connection) => drop(connection.prepare(statement).await?),
        }
        Ok(())
    }

    /// Runs statements that are not part of the program: migrations, and tests that play the vandal.
    pub async fn run_script(&mut self, script: &str) -> Result<()> {
        match self.handle()? {
            Handle::Sqlite(connection) => connection.execute_batch(script)?,
            Handle::Postgres(connection) => connection.batch_execute(script).await?,
        }
        Ok(())
    }

    pub(crate) async fn execute(&mut self, text: &'static str, values: &[Value<'_>]) -> Result<u64> {
        match self.handle()? {
            Handle::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(text)?;
                query::bind(&mut statement, values)?;
                Ok(u64::try_from(statement.raw_execute()?).unwrap_or(u64::MAX))
            }
            Handle::Postgres(connection) => {
                let statement = connection.prepare_cached(text).await?;
                Ok(connection.execute_raw(&statement, values).await?)
            }
        }
    }

    pub(crate) async fn fetch<T: FromRow>(
        &mut self,
        text: &'static str,
        values: &[Value<'_>],
        most: usize,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        match self.handle()? {
            Handle::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(text)?;
                query::bind(&mut statement, values)?;
                let mut rows = statement.raw_query();
                while found.len() < most
                    && let Some(row) = rows.next()?
                {
                    found.push(T::from_row(&mut Row::sqlite(row))?);
                }
            }
            Handle::Postgres(connection) => {
                let statement = connection.prepare_cached(text).await?;
                let params: Vec<_> = values.iter().map(query::param).collect();
                for row in connection.query(&statement, &params).await?.iter().take(most) {
                    found.push(T::from_row(&mut Row::postgres(row))?);
                }
            }
        }
        Ok(found)
    }

    fn handle(&mut self) -> Result<Handle<'_>> {
        match &mut self.inner {
            Some(Inner::Reader(reader)) => reader.connection().map(Handle::Sqlite),
            // an error may have ended the transaction, and then each statement would be one of its own
            Some(Inner::Writer(connection)) if connection.is_autocommit() => Err(over()),
            Some(Inner::Writer(connection)) => Ok(Handle::Sqlite(connection)),
            Some(Inner::Postgres(connection)) => Ok(Handle::Postgres(connection)),
            None => Err(over()),
        }
    }
}

fn commit(connection: &Connection) -> Result<()> {
    connection.prepare_cached("commit")?.execute([])?;
    Ok(())
}

fn over() -> crate::Error {
    crate::Error::Schema("the transaction is over".into())
}

/// Borrowed mutably, so that a transaction can wait on any thread although a connection cannot be shared.
enum Handle<'t> {
    Sqlite(&'t mut Connection),
    Postgres(&'t mut Object),
}

impl Drop for Tx {
    fn drop(&mut self) {
        match self.inner.take() {
            Some(Inner::Writer(connection)) if !connection.is_autocommit() => {
                if let Err(error) = connection.execute_batch("rollback") {
                    tracing::error!(?error, "a transaction could not be rolled back");
                }
            }
            Some(Inner::Postgres(connection)) => roll_back_later(connection),
            _ => {}
        }
    }
}

/// A drop cannot wait, so the connection goes back to its pool when the server has answered.
fn roll_back_later(connection: Object) {
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn(async move {
            if connection.batch_execute("rollback").await.is_err() {
                drop(Object::take(connection));
            }
        });
    } else {
        drop(Object::take(connection));
    }
}

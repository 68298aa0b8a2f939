//! The one door to the database: SQLite for one node, PostgreSQL for many, one SQL text for both.
//!
//! **Invariant:** no other crate names a database driver, and a statement is a literal, so nothing a person
//! typed can become SQL.
//!
//! Reads take a connection and see one consistent state. Writes wait for their turn here (SQLite) or at the
//! journal's head row (PostgreSQL); a [`Tx`] that is dropped instead of committed leaves no trace.

mod error;
mod migrations;
mod postgres;
mod query;
mod row;
mod sqlite;
mod tx;
mod value;

pub use error::{Error, Result};
pub use migrations::lowered;
pub use postgres::recreate_database;
pub use query::Query;
pub use row::{Column, FromRow, Row};
pub use tx::Tx;
pub use value::Value;

use std::path::Path;

/// Which database speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default.
    Sqlite,
    /// For several nodes.
    Postgres,
}

/// A database with the newest schema.
#[derive(Clone)]
pub enum Db {
    /// A file of our own.
    Sqlite(sqlite::Pool),
    /// A server's.
    Postgres(deadpool_postgres::Pool),
}

impl Db {
    /// Opens the file, making it when it is not there, and brings its schema up to date.
    pub async fn open_sqlite(file: &Path) -> Result<Self> {
        let db = Self::Sqlite(sqlite::Pool::open(file)?);
        migrations::run(&db).await?;
        Ok(db)
    }

    /// The same for filling it quickly: nothing is safe on the disk before [`Db::settle`].
    pub async fn open_sqlite_to_fill(file: &Path) -> Result<Self> {
        let db = Self::open_sqlite(file).await?;
        if let Self::Sqlite(pool) = &db {
            pool.hurry().await?;
        }
        Ok(db)
    }

    /// Puts everything that was filled in on the disk.
    pub async fn settle(&self) -> Result<()> {
        match self {
            Self::Sqlite(pool) => pool.settle().await,
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Connects to a server by its address (`postgres://…`) and brings the schema up to date.
    pub async fn open_postgres(address: &str) -> Result<Self> {
        let db = Self::Postgres(postgres::pool(address)?);
        migrations::run(&db).await?;
        Ok(db)
    }

    /// Which database speaks.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> Result<()> {
        self.read()
            .await?
            .query("select cast(1 as bigint)")
            .first::<(i64,)>()
            .await?;
        Ok(())
    }

    /// One consistent view, in which nothing can be changed.
    pub async fn read(&self) -> Result<Tx> {
        match self {
            Self::Sqlite(pool) => Tx::sqlite_reader(pool.reader().await?),
            Self::Postgres(pool) => {
                Tx::postgres(
                    pool.get().await?,
                    "begin isolation level repeatable read read only",
                )
                .await
            }
        }
    }

    /// A transaction that may change things.
    pub async fn write(&self) -> Result<Tx> {
        match self {
            Self::Sqlite(pool) => Tx::sqlite_writer(pool.writer().await),
            Self::Postgres(pool) => Tx::postgres(pool.get().await?, "begin").await,
        }
    }
}

/// A plain struct whose fields are read from a row's columns, in the order of both.
#[macro_export]
macro_rules! record {
    ($($(#[$meta:meta])* $vis:vis struct $name:ident { $($fvis:vis $field:ident: $type:ty,)* })*) => {$(
        $(#[$meta])*
        $vis struct $name { $($fvis $field: $type,)* }

        impl $crate::FromRow for $name {
            fn from_row(row: &mut $crate::Row<'_>) -> $crate::Result<Self> {
                Ok(Self { $($field: row.get()?,)* })
            }
        }
    )*};
}

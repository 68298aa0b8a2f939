/// What the door answers with.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the database did not do it. Nobody catches one of these and goes on in the same transaction, but behind a
/// savepoint.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The embedded database said no.
    #[error("SQLite failed")]
    Sqlite(#[from] rusqlite::Error),
    /// The server said no.
    #[error("PostgreSQL failed")]
    Postgres(#[from] tokio_postgres::Error),
    /// No connection to the server could be had.
    #[error("no connection to PostgreSQL")]
    Connection(#[from] deadpool_postgres::PoolError),
    /// The pool could not be made.
    #[error("the pool of connections could not be made")]
    Pool(#[from] deadpool_postgres::BuildError),
    /// A migration differs from the one that ran here, or is newer than this program.
    #[error("the schema does not fit this program: {0}")]
    Schema(String),
    /// The transaction was shared, and undone for a reason of somebody else's.
    #[error("a shared transaction was undone")]
    Undone,
    /// A row breaks a rule.
    #[error("inconsistent: {table}.{column}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column with the impossible value.
        column: &'static str,
    },
}

impl Error {
    /// Whether the same transaction may succeed when it is run again.
    #[must_use]
    pub fn wants_another_try(&self) -> bool {
        match self {
            Self::Postgres(error) => error
                .code()
                .is_some_and(|code| matches!(code.code(), "40001" | "40P01")),
            Self::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy),
            Self::Undone => true,
            _ => false,
        }
    }
}

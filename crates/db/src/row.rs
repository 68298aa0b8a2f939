use crate::{Error, Result, Value};

/// One row of an answer, read column by column from the left.
pub struct Row<'r> {
    inner: Inner<'r>,
    next: usize,
}

enum Inner<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r tokio_postgres::Row),
}

/// What a column can be read as.
pub trait Column: rusqlite::types::FromSql + for<'a> tokio_postgres::types::FromSql<'a> {}
impl<T: rusqlite::types::FromSql + for<'a> tokio_postgres::types::FromSql<'a>> Column for T {}

/// What a whole row can be read as.
pub trait FromRow: Sized {
    /// Reads the columns in the order in which the statement names them.
    fn from_row(row: &mut Row<'_>) -> Result<Self>;
}

impl<'r> Row<'r> {
    pub(crate) fn sqlite(row: &'r rusqlite::Row<'r>) -> Self {
        Self {
            inner: Inner::Sqlite(row),
            next: 0,
        }
    }

    pub(crate) fn postgres(row: &'r tokio_postgres::Row) -> Self {
        Self {
            inner: Inner::Postgres(row),
            next: 0,
        }
    }

    /// The next column.
    pub fn get<T: Column>(&mut self) -> Result<T> {
        let column = self.next;
        self.next += 1;
        match self.inner {
            Inner::Sqlite(row) => row.get(column).map_err(Error::from),
            Inner::Postgres(row) => row.try_get(column).map_err(Error::from),
        }
    }

    /// How many columns the row has.
    #[must_use]
    pub fn width(&self) -> usize {
        match self.inner {
            Inner::Sqlite(row) => row.as_ref().column_count(),
            Inner::Postgres(row) => row.len(),
        }
    }
}

impl FromRow for Vec<Value<'static>> {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        (0..row.width()).map(|_| row.get()).collect()
    }
}

macro_rules! tuples {
    ($($($name:ident)+;)*) => {$(
        impl<$($name: Column),+> FromRow for ($($name,)+) {
            fn from_row(row: &mut Row<'_>) -> Result<Self> {
                Ok(($(row.get::<$name>()?,)+))
            }
        }
    )*};
}

tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
}

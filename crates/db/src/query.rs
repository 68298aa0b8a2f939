use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use rusqlite::Statement;
use tokio_postgres::types::ToSql;

use crate::{FromRow, Result, Tx, Value};

/// A statement that waits for its values.
#[must_use = "a statement does nothing until it is run"]
pub struct Query<'t> {
    tx: &'t mut Tx,
    statement: &'static str,
    values: Vec<Value<'t>>,
    list: Option<usize>,
}

impl<'t> Query<'t> {
    pub(crate) fn new(tx: &'t mut Tx, statement: &'static str) -> Self {
        Self {
            tx,
            statement,
            values: Vec::with_capacity(8),
            list: None,
        }
    }

    /// The next value.
    pub fn bind(mut self, value: impl Into<Value<'t>>) -> Self {
        self.values.push(value.into());
        self
    }

    /// The list that stands for `$n...`, always the last placeholder. It is filled up to one of a few
    /// lengths by repeating its last value, so that a handful of statements serves lists of any length.
    pub fn bind_list<V: Into<Value<'t>>>(mut self, list: impl IntoIterator<Item = V>) -> Self {
        let before = self.values.len();
        self.values.extend(list.into_iter().map(Into::into));
        let last = if self.values.len() == before {
            None
        } else {
            self.values.last().cloned()
        };
        let length = (self.values.len() - before).max(1).next_power_of_two();
        self.values.resize(before + length, last.unwrap_or(Value::Null));
        self.list = Some(length);
        self
    }

    /// How many rows it changed.
    pub async fn execute(self) -> Result<u64> {
        let text = self.text();
        self.tx.execute(text, &self.values).await
    }

    /// The first row, if there is one.
    pub async fn first<T: FromRow>(self) -> Result<Option<T>> {
        let text = self.text();
        Ok(self.tx.fetch(text, &self.values, 1).await?.pop())
    }

    /// Every row.
    pub async fn all<T: FromRow>(self) -> Result<Vec<T>> {
        let text = self.text();
        self.tx.fetch(text, &self.values, usize::MAX).await
    }

    fn text(&self) -> &'static str {
        match self.list {
            None => self.statement,
            Some(length) => cached(self.statement, length, || {
                expanded(self.statement, self.values.len() - length + 1, length)
            }),
        }
    }
}

/// The statement with its list written out: `$3...` becomes `$3, $4, $5, $6` for a list of four.
fn expanded(statement: &str, first: usize, length: usize) -> String {
    let list: Vec<_> = (first..first + length).map(|n| format!("${n}")).collect();
    statement.replace(&format!("${first}..."), &list.join(", "))
}

pub(crate) fn insert_text(into: &'static str, width: usize, rows: usize) -> &'static str {
    cached(into, rows, || {
        let rows: Vec<_> = (0..rows)
            .map(|row| {
                let places: Vec<_> = (1..=width)
                    .map(|column| format!("${}", row * width + column))
                    .collect();
                format!("({})", places.join(", "))
            })
            .collect();
        format!("{into} values {}", rows.join(", "))
    })
}

/// Rows in portions whose sizes are powers of two, so that few texts serve any number of them.
pub(crate) fn chunks<'a, 'v>(values: &'a [Value<'v>], width: usize) -> Vec<(usize, &'a [Value<'v>])> {
    let mut left = values;
    let mut portions = Vec::new();
    while width <= left.len() {
        let rows = (left.len() / width).min(256);
        let rows = if rows.is_power_of_two() {
            rows
        } else {
            rows.next_power_of_two() / 2
        };
        let (portion, rest) = left.split_at(rows * width);
        portions.push((rows, portion));
        left = rest;
    }
    portions
}

/// Written-out statements are made once and kept for the life of the program: there are few of them.
fn cached(statement: &'static str, length: usize, text: impl FnOnce() -> String) -> &'static str {
    static TEXTS: LazyLock<Mutex<HashMap<(&'static str, usize), &'static str>>> =
        LazyLock::new(Mutex::default);
    let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
    texts
        .entry((statement, length))
        .or_insert_with(|| Box::leak(text().into_boxed_str()))
}

/// `$1` is a name for SQLite, so each place is asked for its name, and gets the value of that number.
pub(crate) fn bind(statement: &mut Statement<'_>, values: &[Value<'_>]) -> Result<()> {
    for place in 1..=statement.parameter_count() {
        let name = statement
            .parameter_name(place)
            .and_then(|name| name.strip_prefix('$'));
        let number: Option<usize> = name.and_then(|number| number.parse().ok());
        let value = number.and_then(|number| values.get(number.wrapping_sub(1)));
        statement.raw_bind_parameter(place, value.unwrap_or(&Value::Null))?;
    }
    Ok(())
}

pub(crate) fn param<'p>(value: &'p Value<'_>) -> &'p (dyn ToSql + Sync) {
    value
}

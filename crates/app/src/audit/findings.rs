use std::fmt;

use db::Value;
use uuid::Uuid;

use super::store::{Cells, Kind, Table};

/// So many faults are listed; of more than that, only the number is of interest.
const MOST: usize = 1000;

/// What an audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many lines of the journal were replayed.
    pub lines: u64,
    /// How many of them only take the place of a line that was lost.
    pub lost: u64,
    /// How many rows of the platform were compared.
    pub rows: u64,
    /// What the journal does not explain, at most 1,000.
    pub faults: Vec<Fault>,
    /// How many faults there are beyond those.
    pub unlisted: u64,
}

/// Something the journal does not explain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The table.
    pub table: &'static str,
    /// The key of the row, for people to read.
    pub row: String,
    /// The column, or all that come into question, with 、 between.
    pub column: String,
    /// What is wrong with it. It never quotes a text, which may be restricted.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}  {}  {}  {}",
            self.table, self.row, self.column, self.problem
        )
    }
}

impl Findings {
    /// Whether the journal explains everything.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    pub(super) fn fault(&mut self, table: &'static str, row: String, column: &str, problem: &str) {
        if self.faults.len() < MOST {
            self.faults.push(Fault {
                table,
                row,
                column: column.to_owned(),
                problem: problem.to_owned(),
            });
        } else {
            self.unlisted += 1;
        }
    }

    pub(super) fn line(&mut self, seq: i64, column: &str, problem: &str) {
        self.fault("journal", format!("seq={seq}"), column, problem);
    }

    pub(super) fn row(&mut self, table: &Table, row: &Cells, column: &str, problem: &str) {
        self.fault(table.name, key(table, row), column, problem);
    }
}

/// `disclosure=0197…, token=public`
fn key(table: &Table, row: &Cells) -> String {
    let cells = table.keys().zip(row).zip(table.columns);
    let parts: Vec<_> = cells
        .map(|((name, cell), (_, kind))| format!("{name}={}", readable(cell, *kind)))
        .collect();
    parts.join(", ")
}

fn readable(cell: &Value<'_>, kind: Kind) -> String {
    match (cell, kind) {
        (Value::Bytes(bytes), Kind::Uuid) if bytes.len() == 16 => Uuid::from_slice(bytes)
            .map(|id| id.to_string())
            .unwrap_or_default(),
        (Value::Bytes(bytes), _) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        (Value::Text(text), _) => text.clone().into_owned(),
        (Value::Int(number), _) => number.to_string(),
        (Value::Uuid(id), _) => id.to_string(),
        (Value::Bool(yes), _) => yes.to_string(),
        (Value::Null, _) => "null".to_owned(),
    }
}

/// How far the audit is.
pub(super) struct Progress<F> {
    done: u64,
    of: u64,
    tell: F,
}

impl<F: FnMut(u64, u64)> Progress<F> {
    pub(super) fn new(of: u64, tell: F) -> Self {
        Self { done: 0, of, tell }
    }

    pub(super) fn step(&mut self, rows: usize) {
        self.done = self.done.saturating_add(u64::try_from(rows).unwrap_or(u64::MAX));
        (self.tell)(self.done.min(self.of), self.of);
    }
}

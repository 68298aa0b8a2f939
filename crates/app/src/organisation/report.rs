use std::fmt;

use documents::roster::{self, Table};

/// Whether an import is tried or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Say what would change, and change nothing.
    DryRun,
    /// Change it, when nothing is wrong.
    ForReal,
}

/// What an import did, or would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What was asked for.
    pub mode: Mode,
    /// Table by table. With problems: what the sound rows alone would do.
    pub counts: Vec<Count>,
    /// In the order of the tables and rows. One is enough for nothing to change.
    pub problems: Vec<Problem>,
    /// Whether it was done.
    pub applied: bool,
}

/// The rows of one table against what is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Which table.
    pub what: Table,
    /// Not stored yet.
    pub new: u64,
    /// Stored differently.
    pub changed: u64,
    /// Stored just so.
    pub unchanged: u64,
}

impl Count {
    pub(super) fn of(what: Table) -> Self {
        Self {
            what,
            new: 0,
            changed: 0,
            unchanged: 0,
        }
    }
}

/// What is wrong with a row, and how to mend it. Displays as one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The sheet's name.
    pub sheet: String,
    /// As the spreadsheet shows it, from 1.
    pub row: u32,
    /// What was found.
    pub what: String,
    /// What to do about it, ending the sentence.
    pub remedy: String,
}

impl Problem {
    /// Where it belongs in a report.
    pub(super) fn place(&self) -> (usize, u32) {
        let table = Table::ALL.iter().position(|table| table.name() == self.sheet);
        (table.unwrap_or(Table::ALL.len()), self.row)
    }
}

impl From<&roster::Problem> for Problem {
    fn from(problem: &roster::Problem) -> Self {
        let roster::Problem {
            sheet,
            row,
            column,
            found,
            remedy,
        } = problem;
        let what = if found.is_empty() {
            format!("“{column}”栏为空")
        } else {
            format!("“{column}”栏填的是“{found}”")
        };
        Self {
            sheet: sheet.clone(),
            row: *row,
            what,
            remedy: remedy.clone(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            sheet,
            row,
            what,
            remedy,
        } = self;
        write!(f, "“{sheet}”表第 {row} 行：{what}，{remedy}")
    }
}

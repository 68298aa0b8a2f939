use documents::catalogue as tables;
use domain::refusal::ImportDoubt;
use serde::{Deserialize, Serialize};

/// What an import understood of a file, kept with the version that it made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The file's name.
    pub file: String,
    /// Each table that was found in it.
    pub tables: Vec<TableReport>,
}

/// What was understood of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableReport {
    /// The sheet's name.
    pub sheet: String,
    /// The first and the last row of the headings.
    pub header: (u32, u32),
    /// Each column's heading, and the code of what it was understood as.
    pub columns: Vec<(String, Option<String>)>,
    /// What stood above the headings.
    pub titles: Vec<String>,
    /// Remarks between and below the rows.
    pub notes: Vec<(u32, String)>,
    /// Row by row.
    pub rows: Vec<RowReport>,
}

/// What was understood of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowReport {
    /// As the spreadsheet shows it.
    pub row: u32,
    /// What is disclosed, as it stood there.
    pub name: String,
    /// The entry that it became, if it did.
    pub key: Option<String>,
    /// The deadline in the words of the table.
    pub deadline: String,
    /// What is missing or uncertain.
    pub doubts: Vec<ImportDoubt>,
}

impl Report {
    /// The report as it is kept. It holds nothing that JSON cannot.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads it back.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

impl TableReport {
    pub(super) fn of(table: &tables::Table, rows: Vec<RowReport>) -> Self {
        let column =
            |(heading, code): &(String, Option<&'static str>)| (heading.clone(), code.map(str::to_owned));
        Self {
            sheet: table.sheet.clone(),
            header: table.header,
            columns: table.columns.iter().map(column).collect(),
            titles: table.titles.clone(),
            notes: table.notes.clone(),
            rows,
        }
    }
}

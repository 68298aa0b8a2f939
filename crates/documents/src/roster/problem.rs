use std::fmt;

const LONGEST_QUOTE: usize = 40;

/// One thing in one cell that could not be taken over, and how to mend it. Displays as
/// one Chinese sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The sheet's name.
    pub sheet: String,
    /// As the spreadsheet shows it, from 1.
    pub row: u32,
    /// The column's heading as written there; 表头 if the headings themselves are wrong.
    pub column: String,
    /// What stands in the cell, shortened; empty if nothing does.
    pub found: String,
    /// What is wrong with it and what to write instead, ending the sentence.
    pub remedy: String,
}

impl Problem {
    /// The cell's content, shortened so that a pasted page does not fill the report.
    pub(super) fn quote(text: &str) -> String {
        match text.char_indices().nth(LONGEST_QUOTE) {
            Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
            None => text.to_owned(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            sheet,
            row,
            column,
            found,
            remedy,
        } = self;
        write!(f, "“{sheet}”表第 {row} 行“{column}”栏")?;
        if found.is_empty() {
            write!(f, "为空，{remedy}")
        } else {
            write!(f, "填的是“{found}”，{remedy}")
        }
    }
}

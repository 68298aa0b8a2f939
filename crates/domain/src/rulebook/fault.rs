//! What is wrong with a rules file, said to the person who wrote it.

use std::fmt;

/// One thing wrong with a file, where it is and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file's name as the caller knows it.
    pub file: String,
    /// Line, entry and key, as far as they are known: `第 37 行，条目 DW-03-02，review`.
    pub place: String,
    /// What is wrong.
    pub problem: String,
    /// How to mend it.
    pub remedy: String,
}

impl Fault {
    /// What is wrong and how to mend it, for somebody who never saw the file.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("{}；{}。", self.problem, self.remedy)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}，{}：{}；{}。",
            self.file, self.place, self.problem, self.remedy
        )
    }
}

/// Everything that is wrong with a file, in the order of its lines; a sentence a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            if 0 < index {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

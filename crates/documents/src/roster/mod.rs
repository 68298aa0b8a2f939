//! The organisation as a workbook: units, persons, posts, who holds them, and groups.
//! Reading judges each row by itself; whether a superior unit exists is for whoever
//! knows the organisation.

mod columns;
mod day;
mod problem;
mod read;
mod row;
mod words;
mod write;

pub use columns::Table;
pub use problem::Problem;
pub use read::read;
pub use write::{Unwritable, write_csv, write_xlsx};

/// What a workbook says about an organisation, and what could not be understood in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// Rows of 单位.
    pub units: Vec<Line<UnitRow>>,
    /// Rows of 人员.
    pub persons: Vec<Line<PersonRow>>,
    /// Rows of 岗位.
    pub posts: Vec<Line<PostRow>>,
    /// Rows of 任职.
    pub holdings: Vec<Line<HoldingRow>>,
    /// Rows of 群组.
    pub groups: Vec<Line<GroupRow>>,
    /// In the order of the rows; a row with a problem is in none of the lists above.
    pub problems: Vec<Problem>,
}

/// A row and where it stood, so that later findings can point at it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<T> {
    /// The sheet's name.
    pub sheet: String,
    /// As the spreadsheet shows it, from 1.
    pub row: u32,
    /// What the row says.
    pub value: T,
}

/// A node of the organisation tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Unique within the workbook.
    pub code: String,
    /// At most 60 characters.
    pub name: String,
    /// `committee`, `general_branch`, `branch`, `department`, `discipline` or `organ`.
    pub kind: String,
    /// None for the root.
    pub superior_code: Option<String>,
}

/// Somebody who is to have an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Unique within the workbook.
    pub code: String,
    /// At most 60 characters.
    pub name: String,
    /// The unit the person belongs to.
    pub unit_code: String,
    /// Whether the roster calls the person a member of the Party; blank means no.
    pub member: bool,
}

/// A seat in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRow {
    /// Unique within the workbook.
    pub code: String,
    /// The unit the seat is in.
    pub unit_code: String,
    /// At most 60 characters.
    pub title: String,
    /// Codes such as `draft` or `approve`, each once, in the order written; may be empty.
    pub duties: Vec<String>,
}

/// Who sits on a post, from when to when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldingRow {
    /// The post.
    pub post_code: String,
    /// Who holds it.
    pub person_code: String,
    /// `2026-03-01`.
    pub from_day: String,
    /// `2026-03-01`, never before `from_day`; None while it lasts.
    pub until_day: Option<String>,
}

/// One person in a named group of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRow {
    /// The group's name, at most 60 characters.
    pub group: String,
    /// The unit whose group it is.
    pub unit_code: String,
    /// The person in it.
    pub person_code: String,
}

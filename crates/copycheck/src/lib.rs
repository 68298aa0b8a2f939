//! Finds what a text has in common with others.
//!
//! **Invariant:** no input makes it panic.

mod align;
mod check;
mod entry;
mod exempt;
mod finding;
mod postings;
mod shingle;
mod sizes;
mod store;
mod text;

pub use check::Among;
pub use entry::{Entry, Kind, REPLY};
pub use finding::{Exempt, Finding, FindingKind, Passage, Reason, Report};
pub use store::{Error, Result, Snapshot, Store};

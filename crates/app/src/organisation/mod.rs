//! The organisation: units in a tree, persons, posts with duties, holdings, groups.

mod compare;
mod directory;
mod export;
mod import;
mod office;
mod people;
mod report;
mod roll;
mod rows;
mod separation;
mod settle;
pub(crate) mod store;
mod stored;
mod tree;
mod tree_problems;

pub use directory::{UnitLine, choices, directory, root};
pub use documents::roster::Table;
pub use export::{export, export_csv};
pub use import::import;
pub(crate) use office::{administrator, officer, officer_in};
pub use people::{actor, person, person_by_code, standing};
pub(crate) use people::{actor_in, standing_in, token_name};
pub use report::{Count, Mode, Problem, Report};
pub use roll::{PersonLine, people};
pub(crate) use rows::{PostRow, days as days_of, duties as duties_of};
pub(crate) use settle::settle_in;
pub use settle::{Changes, settle};
pub use tree::{move_unit, save};

//! The organisation: units in a tree, persons, posts with duties, holdings, groups.

mod directory;
mod people;
mod rows;
mod settle;
pub(crate) mod store;
mod tree;

pub use directory::{UnitLine, choices, directory};
pub use people::{actor, person, person_by_code, standing};
pub(crate) use people::{actor_in, standing_in, token_name};
pub(crate) use tree::administrator;
pub use settle::{Changes, settle};
pub use tree::{move_unit, save};

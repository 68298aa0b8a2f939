//! Reads and writes the documents people already have.
//!
//! **Invariant:** bytes in, plain data out: this crate touches no file, no network and no clock, and knows none of the
//! other crates.

pub mod catalogue;
pub mod inspect;
pub mod manuscript;
pub mod register;
pub mod roster;
pub mod sheet;

//! The deeds, on both databases.
#![expect(clippy::tests_outside_test_module, reason = "the whole crate is tests")]

mod audit;
mod deeds;
mod disclosing;
mod read_door;
mod state_machine;
mod statements;
mod write_door;

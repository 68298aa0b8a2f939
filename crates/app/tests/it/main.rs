//! The deeds, on both databases.
#![expect(clippy::tests_outside_test_module, reason = "the whole crate is tests")]

mod account;
mod audit;
mod deeds;
mod disclosing;
mod kill;
mod read_door;
mod roster;
mod state_machine;
mod statements;
mod write_door;

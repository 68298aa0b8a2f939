//! What a person sees and does, on both databases.
#![expect(clippy::tests_outside_test_module, reason = "the whole crate is tests")]

mod admin;
mod api;
mod browser;
mod desk;

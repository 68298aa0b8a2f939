//! The deeds, on both databases.
#![expect(clippy::tests_outside_test_module, reason = "the whole crate is tests")]

mod disclosing;

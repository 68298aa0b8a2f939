//! Accounts: passwords, sessions, first sign-in links, tokens for the API.

pub(crate) mod store;

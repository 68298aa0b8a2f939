//! The API as a program meets it, on both databases.

pub(crate) mod client;
mod document;
mod doors;
mod garbage;
mod way;

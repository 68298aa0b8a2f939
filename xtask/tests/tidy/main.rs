//! What the compiler cannot hold: where things may be, how long they may get, what must be written down.
//!
//! Each check lists every offence at once, with the file and what to do about it.

mod crates;
mod decisions;
mod dependencies;
mod languages;
mod lengths;
mod literals;
mod manifest;
mod sql;
mod templates;
mod tree;
mod words;

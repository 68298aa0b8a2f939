//! A believable unit and a year of its matters for `gongkai demo`, all of it made up.
//!
//! **Invariant:** pure. The same seed gives the same people, texts and days on every machine; nothing here reads
//! a clock, a file or another source of chance, and every item is made by its index, so that a million cost
//! no more memory than one. No name, number or sentence belongs to anybody.

mod chance;
pub mod organisation;
pub mod text;
pub mod year;

//! Which texts hold a fingerprint: in memory while they are new, then in files that never change.

mod build;
mod merge;
mod run;
mod segment;
mod varint;

pub(crate) use merge::{merge, write};
pub(crate) use run::{Run, posting, text_of};
pub(crate) use segment::Segment;

#[cfg(test)]
mod tests;

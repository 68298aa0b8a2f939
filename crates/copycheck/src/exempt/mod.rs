//! Honest sharing: what a text may have in common with others without having copied.

mod cited;
mod credit;
mod spans;

pub(crate) use cited::{Cited, cited};
pub(crate) use credit::is_credited;
pub(crate) use spans::{mark, stretches};

//! A correction (更正): a new version of what was released, and what becomes of the versions before it.

mod begin;
pub(crate) mod store;

pub use begin::begin;

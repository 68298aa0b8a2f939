//! The register of a unit's disclosures, a year at a time, and the closing of a year (归档). Only those who work in
//! the unit open either; to everybody else a unit has no register.

mod close;
mod export;
mod register;
pub(crate) mod store;

pub use close::close;
pub use export::export;
pub use register::{Closed, Entry, Fate, Register, register, units};

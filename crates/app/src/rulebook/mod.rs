//! The rules as data: which version holds for a unit on a day. A version in force is immutable, so a parsed one
//! is kept for good.

mod enact;
mod shelf;
pub(crate) mod store;

pub use enact::enact;
pub use shelf::{InForce, Shelf, calendar, in_force, of};
pub(crate) use shelf::{in_force_in, of_in};

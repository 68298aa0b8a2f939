//! The rules as data: which version holds for a unit on a day. A version in force is immutable, so a parsed one
//! is kept for good.

mod calendar;
mod enact;
mod shelf;
mod starters;
pub(crate) mod store;

pub(crate) use calendar::calendar_in;
pub use calendar::{calendar, import_calendar};
pub use enact::enact;
pub use shelf::{InForce, Shelf, in_force, of};
pub(crate) use shelf::{in_force_in, in_force_on, of_in};
pub use starters::STARTERS;

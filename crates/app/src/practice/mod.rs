//! The shelf of practices (经验交流): what units put there of their own for others to follow, and what others take over,
//! with credit.

mod offer;
mod places;
pub(crate) mod store;
mod take_over;

pub use offer::{end, offer};
pub use places::{Place, places};
pub use take_over::{Taking, take_over};

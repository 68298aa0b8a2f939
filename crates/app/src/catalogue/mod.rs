//! A unit's catalogue: its versions on their way from the drafter to the superior's acceptance, the one in force,
//! and whether it is still strict enough.

mod accept;
mod desk;
mod draft;
mod hand_on;
mod import;
mod in_force;
mod load;
mod report;
mod show;
pub(crate) mod store;
mod understand;
mod watch;

pub use accept::accept;
pub use desk::{Waiting, desk};
pub use draft::{Base, draft, edit};
pub use hand_on::{check, file, send_back, submit};
pub use import::import;
pub use in_force::{InForce, Published, between, in_force, version};
pub(crate) use load::{Loaded, load};
pub use report::{Report, RowReport, TableReport};
pub use show::{Shown, StepLine, show};
pub use watch::{TooLoose, too_loose};

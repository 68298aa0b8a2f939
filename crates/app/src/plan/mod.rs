//! The way of a plan: drafted, edited, submitted, reviewed, sent back, approved, released.

mod approve;
mod check;
mod credit;
mod desk;
mod discard;
mod draft;
mod load;
mod reach;
mod review;
mod route;
mod show;
pub(crate) mod store;
mod submit;
mod together;

pub use approve::{approve, send_back};
pub use check::{audience, check, choices};
pub use credit::{credit, take_credit_back};
pub use desk::{Desk, Overview, StageState, Waiting, desk, overview};
pub use discard::discard;
pub use draft::{Drafting, draft, edit};
pub use reach::{Step, reach, view_as};
pub use review::review;
pub use route::{Hand, NextStep, Part, Rung, ViewGiven, Way};
pub use show::{May, PlanView, Signed, UrgencyView, show};
pub use submit::submit;
pub use together::{approve_each, endorse_each};

pub(crate) use draft::{begin, write};
pub(crate) use load::{Loaded, load};
pub(crate) use route::{hand, hands};

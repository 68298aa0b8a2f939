//! The ledger (存证): a public log in which every line of the journal is a leaf that tells nothing by itself. Line and
//! leaf are made in one transaction; a [`Sequencer`] has the tree over the leaves signed and publishes it; readers see
//! nothing before its leaf is under a signed head.
//!
//! The number of a leaf is the number of its line less one, so nothing is ever lost, doubled or out of order between
//! the journal and the log, and whoever makes the tree from the same lines makes the same tree.

mod begin;
mod complete;
mod confirm;
mod folder;
pub(crate) mod leaf;
mod pending;
mod policy;
mod published;
pub(crate) mod receipt;
mod sequence;
mod served;
mod state;
pub(crate) mod store;
mod tree;
mod trouble;

pub use begin::begin;
pub use complete::complete;
pub use confirm::{Confirmation, Confirmer};
pub use folder::Folder;
pub(crate) use pending::reading_moment;
pub use pending::{is_signed, settled};
pub use policy::policy;
pub(crate) use published::{CHECKPOINT, size_in};
pub use receipt::Recorded;
pub use sequence::{Pen, Sequencer, Step};
pub use served::{Served, file, is_served};
pub use state::{State, WitnessState, state};
pub(crate) use tree::SM3;
pub use trouble::Trouble;

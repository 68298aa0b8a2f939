//! Those who keep a head of their own: the *signer* of a log, which signs only what continues the head it signed last,
//! and the *witness*, which cosigns only what continues the head it has seen last. Neither believes a database.
//!
//! **Invariant:** a head is safe on the disk before a signature of it leaves, and the one that is remembered never
//! shrinks. Whoever cannot remember does not sign: every failure here ends in silence, never in a second history.
//!
//! * [`memory`]: the head itself, in a folder of its own.
//! * [`signer`]: the log's keys behind that memory, a socket to ask over, and the client that asks.
//! * [`witness`]: the service of a witness for any number of logs, and the client that asks any number of witnesses.
//!
//! The formats and the arithmetic are those of the crate `ledger`, whose rules (CP-3, WIT-1 …) are named here. No state
//! folder is ever restored from a backup: what the backup has forgotten would be signed a second time, differently.

mod clock;
pub mod memory;
mod secret;
mod serve;
pub mod signer;
mod wire;
pub mod witness;

pub use clock::Clock;

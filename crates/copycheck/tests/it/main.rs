//! The copy check from outside: what it finds, what it leaves alone, and what survives.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "made-up texts; what cannot be made fails the test"
)]

mod among;
mod folder;
mod found;
mod honest;
mod killed;
mod made;
mod protocol;
mod robust;
mod stored;

//! Keepers under everything that may happen to those who ask them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "in a test a panic is the answer"
)]

mod asking;
mod others;
mod scenarios;
mod signing;
mod sockets;
mod splitting;
mod witnessing;
mod world;

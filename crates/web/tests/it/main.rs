//! What a person sees and does, on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "in a test a panic is the answer"
)]

mod account;
mod admin;
mod after;
mod api;
mod attachments;
mod browser;
mod catalogue;
mod clerk;
mod credit;
mod desk;
mod ledger;
mod likeness;
mod news;
mod obligation;
mod outgoing;
mod passkey;
mod personal_data;
mod practice;
mod procedure;
mod provider;
mod read_door;
mod reading;
mod receipt;
mod second_factor;
mod strange;
mod together;
mod withholding;
mod writing;

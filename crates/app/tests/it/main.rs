//! The deeds, on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "in a test a panic is the answer"
)]

mod account;
mod after;
mod attachments;
mod audit;
mod catalogue;
mod catalogue_import;
mod credit;
mod deeds;
mod disclosing;
mod early;
mod erasure;
mod identity_provider;
mod kill;
mod ledger;
mod ledger_faults;
mod ledger_witnesses;
mod likeness;
mod obligation;
mod outbox;
mod passkey;
mod personal_data;
mod practice;
mod procedure;
mod provider;
mod read_door;
mod refusals;
mod reset;
mod roster;
mod second_factor;
mod soft_authenticator;
mod state_machine;
mod statements;
mod telling;
mod threshold;
mod together;
mod urgency;
mod withdrawing;
mod withholding;
mod write_door;

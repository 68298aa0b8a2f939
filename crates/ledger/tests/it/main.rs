//! What the ledger promises, rule by rule: the test of a rule begins with its name (`note_8_…`, `tile_4_…`), and each
//! rule has one that accepts and one that refuses.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "made-up logs; what cannot be made fails the test"
)]

mod bits;
mod checkpoints;
mod checks;
mod cosignatures;
mod documented;
mod keys;
mod notes;
mod others;
mod parsers;
mod policies;
mod programs;
mod proofs;
mod published;
mod receipt_bits;
mod receipt_vectors;
mod receipts;
mod records;
mod reference;
mod sm2sm3;
mod taken;
mod tiles;
mod times;
mod trees;
mod witnesses;
mod world;

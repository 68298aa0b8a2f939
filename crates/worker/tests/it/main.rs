//! Carrying letters and announcements to others who hang, refuse, drip or take them.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "in a test a panic is the answer, and the other side runs beside it"
)]

mod carrying;
mod other_side;

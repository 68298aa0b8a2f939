//! The audit: the journal replayed into an empty database must give the same rows.

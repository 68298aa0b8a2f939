//! Contents lie beside the journal, addressed by id, bound to it by a salted commitment.

pub(crate) mod store;

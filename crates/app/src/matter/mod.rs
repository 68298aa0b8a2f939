//! A matter: what is prepared, decided and carried out, and the stages it owes.

mod open;
mod skip;
pub(crate) mod store;

pub use open::{Opening, open};
pub use skip::skip;

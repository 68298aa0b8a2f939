//! A matter: what is prepared, decided and carried out, and the stages it owes.

mod name;
mod open;
mod skip;
pub(crate) mod store;

pub(crate) use name::Hidden;
pub use name::Name;
pub use open::{Opening, open};
pub use skip::skip;

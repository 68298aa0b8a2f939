//! A matter: what is prepared, decided and carried out, and the stages it owes.

mod drop;
mod name;
mod open;
mod rename;
mod skip;
pub(crate) mod store;

pub use drop::drop;
pub(crate) use name::Hidden;
pub use name::Name;
pub use open::{Opening, open};
pub(crate) use rename::begun;
pub use rename::rename;
pub use skip::skip;

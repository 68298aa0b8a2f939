//! What each unit owes by when: computed at the moment of asking from the rules, the matters and the releases.

mod ask;
mod balance;
mod dated;
mod load;
mod overview;
mod pressing;
mod rule;
pub(crate) mod store;
mod year;

pub use ask::{Key, ask};
pub use balance::{Balance, UnitBalance, balance};
pub use dated::{Dated, dated};
pub use overview::{Counts, Overview, UnitCounts, overview};
pub use pressing::{Pressing, Question, pressing, questions};
pub use rule::{rule, show};
pub(crate) use year::some;
pub use year::{Owed, UnitYear, one, year};

//! The write door: everything that happened, in order, each line bound to all before it. The tables are what
//! follows from it: [`apply`] is the only way into them, for the deed that just happened and for the replay.

mod apply;
mod line;
mod read;
pub(crate) mod store;

pub(crate) use apply::apply;
pub use line::{Head, Line};
pub use read::{Account, MOST_LINES, Named, Wanted, account, csv, kinds};
pub(crate) use read::{Deed, deeds_of};
pub(crate) use store::{append, close, head};

/// How many lines the journal has.
pub async fn length(app: &crate::App) -> crate::Result<i64> {
    let mut tx = app.view().await?;
    store::length(&mut tx).await
}

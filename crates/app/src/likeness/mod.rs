//! Likeness (雷同): what texts have in common, shown as evidence. The drafter sees it before anybody else, the unit
//! answers, whoever supervises looks into it.
//!
//! **Invariant:** every question is asked among the texts that its asker may read at that moment. Others take no part:
//! not in the answer, not in how often a phrase occurs, not in how many texts there are.

mod ask;
mod authority;
mod beside;
mod draft;
mod finding;
mod index;
mod kind;
mod names;
mod readers;
mod side_by_side;
pub(crate) mod store;
mod text;
mod walk;

pub use ask::Alike;
pub use beside::{Mark, Seen, Stretch, Why};
pub use draft::{DraftFinding, Outlook, Said, explain, of_plan};
pub use finding::{
    Cluster, Course, Cursor, Figure, Filter, Finding, Item, Listing, Named, PairView, Quarter, Shared, Trend,
    UnitTrend, Voice, answer, close, cluster, list, of_pair,
};
pub use index::Index;
pub use side_by_side::{Beside, DraftBeside, of_draft};
pub use walk::follow;

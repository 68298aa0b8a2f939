//! A post: who holds it, who stands in, what work lies on it, and how it changes hands (交接).

mod hand_over;
mod show;
pub(crate) mod store;

pub use hand_over::{Passed, hand_over, pass_on};
pub use show::{OpenWork, PostLine, PostView, StandIn, UnitPosts, posts, show};

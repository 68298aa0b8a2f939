//! Telling people what concerns them: at once, once, and no longer than they may know of it.
//!
//! A message names a plan or a disclosure and says nothing of it. Whoever is shown one, on the page or in a mail, is
//! shown what the read door or the desk would show them at that moment, and otherwise nothing. All rows here are
//! machinery: the journal knows what happened, and nobody's reading is anybody's business.

mod announce;
mod catch_up;
mod follow;
mod message;
mod pulse;
mod rooms;
pub(crate) mod store;
mod visit;

pub use announce::announce;
pub use catch_up::catch_up;
pub use follow::{Following, follow, followings, follows, unfollow};
pub(crate) use message::shown;
pub use message::{Message, Subject, messages, read, read_all, unread};
pub use pulse::Pulse;
pub(crate) use store::{begin_visit, go_on_visiting};
pub use visit::{Bell, bell};

/// Goes through what happened, tells whoever is to hear of it, and says whether there was anything to do.
pub async fn tell(app: &crate::App) -> crate::Result<bool> {
    let heard = catch_up(app).await?;
    Ok(announce(app).await? || heard)
}

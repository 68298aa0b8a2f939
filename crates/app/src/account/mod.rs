//! Accounts: passwords, sessions, first sign-in links, tokens for the API. A secret is stored only as what proves it.

mod accept;
mod address;
mod attempt;
mod bearer;
mod change_password;
mod invite;
mod password;
mod secret;
mod session;
mod sign_in;
pub(crate) mod store;

pub use accept::accept;
pub use address::{addressee, has_address, issue_address, revoke_address};
pub use bearer::{TokenView, bearer, issue_token, revoke_token, tokens};
pub use change_password::change_password;
pub use invite::{invite, invitee};
pub use session::{sign_out, signed_in, still, whose};
pub use sign_in::sign_in;

//! Accounts: passwords, sessions, first sign-in links, tokens for the API. A secret is stored only as what proves it.

mod bearer;
mod invite;
mod password;
mod secret;
mod session;
mod sign_in;
pub(crate) mod store;

pub use bearer::{TokenView, bearer, issue_token, revoke_token, tokens};
pub use invite::{accept, invite, invitee};
pub use password::change_password;
pub use session::{sign_out, whose};
pub use sign_in::sign_in;

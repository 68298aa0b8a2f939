//! Accounts: passwords, second factors, sessions, first sign-in links and resets, tokens for the API. A secret is stored
//! only as what proves it, but for the one that an authenticator computes its codes from.

mod accept;
pub(crate) mod address;
mod attempt;
mod bearer;
mod browser;
mod change_password;
mod escaped;
mod invite;
mod owner;
pub mod passkey;
mod password;
pub mod personal_data;
pub mod provider;
pub mod reset;
pub mod second_factor;
mod secret;
mod session;
mod sign_in;
pub(crate) mod store;

pub use accept::accept;
pub use address::{addressee, has_address, issue_address, revoke_address};
pub use bearer::{TokenView, bearer, issue_token, revoke_token, tokens};
pub use browser::{Browser, Entry, Welcome};
pub use change_password::{Tokens, change_password};
pub use invite::{invite, invitee};
pub use session::{
    Lifetimes, SessionView, end_other_sessions, end_session, sessions, sign_out, signed_in, still, whose,
};
pub use sign_in::sign_in;

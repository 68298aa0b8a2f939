//! What leaves the house: mails to persons, announcements to webhooks. A parcel waits in a table that survives every
//! restart, is packed at the moment it leaves — so that it says what its reader may know then — and is sent once, or
//! visibly not sent. Whoever carries parcels knows nothing of rights, and what is packed here nobody else can make.

mod address;
mod announcement;
mod key;
mod letter;
mod outlet;
mod pack;
mod report;
pub(crate) mod store;
mod wish;
mod words;

pub use domain::words::Security;

pub use address::{MailAddress, confirm, forget_address, mail_address, set_address};
pub(crate) use address::{address_of, forget_in};
pub use announcement::Announcement;
pub use letter::Letter;
pub use outlet::{
    Asked, Outgoing, Way, Webhook, add_webhook, asked, confirm as confirm_outlet, decline as decline_outlet,
    outgoing, remove_webhook, set_outgoing, webhooks,
};
pub use pack::{Channel, Failure, Load, Parcel, next, not_sent, sent};
pub use report::{Report, Trouble, report, retry};
pub(crate) use wish::{announce, prepare};
pub use wish::{paces, set_pace, stop, stopping};

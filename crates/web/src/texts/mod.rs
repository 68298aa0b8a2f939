//! Every word a page says, by room. Another language is another constant of the same type: the compiler then says
//! what is still missing.

/// A room whose words are plain sentences; `{}` marks what is filled in.
macro_rules! room {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $text:literal,)* }) => {
        $(#[$doc])*
        pub struct $name { $(#[doc = $text] pub $field: &'static str,)* }
        pub(super) const ZH: $name = $name { $($field: $text,)* };
    };
}

mod account;
mod admin;
mod common;
mod desk;
mod reading;

pub use account::Account;
pub use admin::Admin;
pub use common::Common;
pub use desk::Desk;
pub use reading::Reading;

/// The words of a language.
pub struct Texts {
    /// What all pages share.
    pub common: Common,
    /// What readers see.
    pub reading: Reading,
    /// Signing in, and one's own account.
    pub account: Account,
    /// The desk of those who work on disclosures.
    pub desk: Desk,
    /// Looking after the organisation.
    pub admin: Admin,
}

/// Chinese.
pub const ZH: &Texts = &Texts {
    common: common::ZH,
    reading: reading::ZH,
    account: account::ZH,
    desk: desk::ZH,
    admin: admin::ZH,
};

/// A sentence with its gaps filled, in their order.
#[must_use]
pub(crate) fn fill(sentence: &str, parts: &[&str]) -> String {
    let mut pieces = sentence.split("{}");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for (piece, part) in pieces.zip(parts) {
        filled.push_str(part);
        filled.push_str(piece);
    }
    filled
}

//! Every word a page says, by room. Another language is another constant of the same type: the compiler then says
//! what is still missing.

mod common;

pub use common::Common;

/// The words of a language.
pub struct Texts {
    /// What all pages share.
    pub common: Common,
}

/// Chinese.
pub const ZH: &Texts = &Texts { common: common::ZH };

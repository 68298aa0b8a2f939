//! Every word a page says, by room. Another language is another constant of the same type: the compiler then says
//! what is still missing.

/// A room whose words are plain sentences, in Chinese and in English; `{}` marks what is filled in.
macro_rules! room {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $zh:literal => $en:literal,)* }) => {
        $(#[$doc])*
        pub struct $name { $(#[doc = $zh] pub $field: &'static str,)* }
        pub(super) const ZH: $name = $name { $($field: $zh,)* };
        pub(super) const EN: $name = $name { $($field: $en,)* };
    };
}

mod account;
mod admin;
mod after;
mod archive;
mod attaching;
mod auditor;
mod catalogue;
mod common;
mod crediting;
mod desk;
mod early;
mod english;
mod entry;
mod held;
mod ledger;
mod likeness;
mod news;
mod obligation;
mod paper;
mod passkey;
mod personal_data;
mod practice;
mod procedure;
mod reading;
mod receipt;
mod say;
mod telling;
mod threshold;
mod together;
mod urgent;
mod withdrawal;
mod withholding;
mod writing;

pub use account::Account;
pub use admin::Admin;
pub use after::After;
pub use archive::Archive;
pub use attaching::Attaching;
pub use auditor::Auditor;
pub use catalogue::Catalogue;
pub use common::Common;
pub use crediting::Crediting;
pub use desk::Desk;
pub use early::Early;
pub use held::Held;
pub use ledger::Ledger;
pub use likeness::Likeness;
pub use news::News;
pub use obligation::Obligation;
pub use paper::Paper;
pub use passkey::Passkey;
pub use personal_data::PersonalData;
pub use practice::Practice;
pub use procedure::Procedure;
pub use reading::Reading;
pub use receipt::Receipt;
pub use telling::Telling;
pub use threshold::Stricter;
pub use together::Together;
pub use urgent::Urgent;
pub use withdrawal::Withdrawal;
pub use withholding::Withholding;
pub use writing::Writing;

/// The languages that pages speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

/// The words of a language.
pub struct Texts {
    /// Which language.
    pub lang: Lang,
    /// What all pages share.
    pub common: Common,
    /// What readers see.
    pub reading: Reading,
    /// Receipts and how to verify them.
    pub receipt: Receipt,
    /// Disclosures on paper and on other sites.
    pub paper: Paper,
    /// Signing in, and one's own account.
    pub account: Account,
    /// Passkeys.
    pub passkey: Passkey,
    /// What is held about oneself, to take along.
    pub personal_data: PersonalData,
    /// The desk of those who work on disclosures.
    pub desk: Desk,
    /// What can still be undone before a release.
    pub early: Early,
    /// What was sent after the session had ended.
    pub held: Held,
    /// Looking after the organisation.
    pub admin: Admin,
    /// Catalogues.
    pub catalogue: Catalogue,
    /// The way of a plan through several hands.
    pub procedure: Procedure,
    /// What makes a matter's way stricter.
    pub stricter: Stricter,
    /// What a unit owes by when.
    pub obligation: Obligation,
    /// Writing a text.
    pub writing: Writing,
    /// What the security auditor reads.
    pub auditor: Auditor,
    /// What people are told.
    pub news: News,
    /// What happens to a disclosure after its release.
    pub after: After,
    /// The register of a year, and the form on paper.
    pub archive: Archive,
    /// Withdrawing what was released.
    pub withdrawal: Withdrawal,
    /// Notices that something is not disclosed.
    pub withholding: Withholding,
    /// Releases that come before the review is through.
    pub urgent: Urgent,
    /// Several plans at one go.
    pub together: Together,
    /// How people are told.
    pub telling: Telling,
    /// The ledger.
    pub ledger: Ledger,
    /// What texts have in common.
    pub likeness: Likeness,
    /// Files that go with a text.
    pub attaching: Attaching,
    /// Sources that a text credits.
    pub crediting: Crediting,
    /// The shelf of practices.
    pub practice: Practice,
}

/// Chinese.
pub const ZH: &Texts = &Texts {
    lang: Lang::Zh,
    common: common::ZH,
    reading: reading::ZH,
    receipt: receipt::ZH,
    paper: paper::ZH,
    account: account::ZH,
    passkey: passkey::ZH,
    personal_data: personal_data::ZH,
    desk: desk::ZH,
    early: early::ZH,
    held: held::ZH,
    admin: admin::ZH,
    catalogue: catalogue::ZH,
    procedure: procedure::ZH,
    stricter: threshold::ZH,
    obligation: obligation::ZH,
    writing: writing::ZH,
    auditor: auditor::ZH,
    news: news::ZH,
    after: after::ZH,
    archive: archive::ZH,
    withdrawal: withdrawal::ZH,
    withholding: withholding::ZH,
    together: together::ZH,
    urgent: urgent::ZH,
    telling: telling::ZH,
    ledger: ledger::ZH,
    likeness: likeness::ZH,
    attaching: attaching::ZH,
    crediting: crediting::ZH,
    practice: practice::ZH,
};

/// English.
pub const EN: &Texts = &Texts {
    lang: Lang::En,
    common: common::EN,
    reading: reading::EN,
    receipt: receipt::EN,
    paper: paper::EN,
    account: account::EN,
    passkey: passkey::EN,
    personal_data: personal_data::EN,
    desk: desk::EN,
    early: early::EN,
    held: held::EN,
    admin: admin::EN,
    catalogue: catalogue::EN,
    procedure: procedure::EN,
    stricter: threshold::EN,
    obligation: obligation::EN,
    writing: writing::EN,
    auditor: auditor::EN,
    news: news::EN,
    after: after::EN,
    archive: archive::EN,
    withdrawal: withdrawal::EN,
    withholding: withholding::EN,
    together: together::EN,
    urgent: urgent::EN,
    telling: telling::EN,
    ledger: ledger::EN,
    likeness: likeness::EN,
    attaching: attaching::EN,
    crediting: crediting::EN,
    practice: practice::EN,
};

impl Lang {
    /// The words of this language.
    #[must_use]
    pub fn texts(self) -> &'static Texts {
        match self {
            Self::Zh => ZH,
            Self::En => EN,
        }
    }
}

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

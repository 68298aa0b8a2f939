//! A receipt as one file that needs nothing else: its data, its verifier, and a picture of it for paper.

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::tz::TimeZone;
use ledger::hash::{HashFunction, Sha256};
use ledger::policy::Policy;
use ledger::receipt::{Receipt, SKEW};

use super::code::{self, Picture};
use super::facts::{self, Fact};
use crate::Result;
use crate::texts::{self, Lang};

const STYLE: &str = include_str!("sheet.css");
const SCRIPT: &str = include_str!("../../assets/verifier.js");

/// What a file is made of.
pub struct Sheet<'a> {
    /// The receipt, with its document if the reader may take that along.
    pub receipt: &'a Receipt,
    /// The log's own policy.
    pub policy: &'a Policy,
    /// What the disclosure is called, and its public number.
    pub title: &'a str,
    /// See `title`.
    pub number: &'a str,
    /// The address of the page that verifies, for the picture.
    pub verifier: Option<&'a str>,
    /// In which language, and in which zone its times are.
    pub lang: Lang,
    /// See `lang`.
    pub zone: &'a TimeZone,
}

#[derive(Template)]
#[template(path = "receipt/sheet.html")]
struct SheetPage<'a> {
    lang: &'static str,
    t: &'static texts::Receipt,
    title: &'a str,
    number: &'a str,
    facts: Vec<Fact>,
    said: &'static str,
    document: Option<String>,
    picture: Option<Picture>,
    receipt: String,
    policy: String,
    style: &'static str,
    script: &'static str,
}

/// The one style and the one script of a file, by their hashes: for a browser that opens it at an address of ours.
pub(crate) fn content_policy() -> String {
    let hash = |text: &str| format!("'sha256-{}'", Sha256::hash(&[text.as_bytes()]));
    let (style, script) = (hash(STYLE), hash(SCRIPT));
    format!(
        "default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    )
}

impl Sheet<'_> {
    /// The file, as HTML. Fails if the receipt does not hold under the policy.
    pub fn to_html(&self) -> Result<String> {
        let verdict = self
            .receipt
            .verify(self.policy, SKEW)
            .map_err(app::Error::failed)?;
        let words = self.lang.texts();
        let document = self.receipt.document.as_ref();
        let page = SheetPage {
            lang: words.common.lang,
            t: &words.receipt,
            title: self.title,
            number: self.number,
            facts: facts::of(&words.receipt, &verdict, self.zone),
            said: "unverified",
            document: document.map(|document| String::from_utf8_lossy(document).into_owned()),
            picture: code::picture(self.receipt, self.verifier),
            receipt: STANDARD.encode(self.receipt.to_bytes()),
            policy: STANDARD.encode(self.policy.to_bytes()),
            style: STYLE,
            script: SCRIPT,
        };
        Ok(page.render()?)
    }
}

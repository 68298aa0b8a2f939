//! What a plan proposes to disclose: content, scope, time and ways. Reviews and approval are on its exact bytes.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::attachment::Attachment;
use crate::audience::{Share, Token};
use crate::ids::{DisclosureId, UnitId};
use crate::refusal::FormRefusal as Refusal;
use crate::rulebook::Entry;
use crate::text::{name, readable};
use crate::time::Timestamp;
use crate::words::{Scope, Way};

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 100;
/// The longest body, in characters.
pub const LONGEST_BODY: usize = 50_000;
/// The title of what was destroyed.
pub const ERASED: &str = "（内容已抹除）";
const LONGEST_BASIS: usize = 2_000;
/// The most lines an audience may have.
pub const MOST_SHARES: usize = 20;

/// The proposal to disclose one stage of a matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// The title of the disclosure.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
    /// What the disclosure rests on.
    pub basis: String,
    /// The day the drafter says the document bears; the system's own time is in the journal.
    pub document_day: Option<Date>,
    /// Who may see it, and from when.
    pub audience: Vec<Share>,
    /// When to release it; nothing means as soon as it is approved.
    pub release_at: Option<Timestamp>,
    /// By which ways, besides this platform.
    pub ways: Vec<Way>,
    /// The content elements of the entry that the drafter confirms to be in the text.
    pub elements: Vec<String>,
    /// The last day on which it is shown (展示期); nothing means for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_until: Option<Date>,
    /// What a new version changes, when there is an older one (更正说明).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeNote>,
    /// The files that go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// The disclosures it says that it learnt from (注明出处). Each is shown to whoever may read it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<DisclosureId>,
}

/// Why there is a new version of what was released. Whoever reads the new version reads this too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeNote {
    /// What was wrong, and what is changed.
    pub why: String,
    /// Why fewer people see the new version than saw the old one; empty when they all do.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub narrower: String,
}

impl Proposal {
    /// What a drafter begins with: what the entry already says.
    #[must_use]
    pub fn begun(title: &str, unit: UnitId, entry: &Entry) -> Self {
        let token = match entry.narrowest {
            Scope::Public => Token::Public,
            Scope::Members => Token::Members,
            Scope::Subtree => Token::Subtree(unit),
            Scope::Unit | Scope::Group | Scope::Person => Token::Unit(unit),
        };
        let basis = entry
            .basis
            .iter()
            .map(|basis| format!("{}{}", basis.document, basis.article));
        let others = entry.ways.iter().filter(|way| **way != Way::Platform);
        Self {
            title: title.to_owned(),
            basis: basis.collect::<Vec<_>>().join("\n"),
            audience: vec![Share { token, from: None }],
            ways: others.copied().collect(),
            ..Self::default()
        }
    }

    /// The bytes that are reviewed, approved and released. A proposal holds nothing that JSON cannot.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads the bytes back.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// What is left of it when its content is destroyed: who could see it, when and how, so that everything that follows
    /// from that still does; nothing of what it said.
    #[must_use]
    pub fn erased(&self) -> Self {
        Self {
            title: ERASED.into(),
            body: String::new(),
            basis: String::new(),
            document_day: None,
            elements: Vec::new(),
            change: None,
            attachments: Vec::new(),
            ..self.clone()
        }
    }

    /// What even a draft may not be. A draft may be incomplete, but not endless.
    #[must_use]
    pub fn faults(&self) -> Vec<Refusal> {
        let mut faults = Vec::new();
        let title = self.title.chars().count();
        if name(&self.title).is_empty() {
            faults.push(Refusal::TitleMissing);
        } else if LONGEST_TITLE < title {
            faults.push(Refusal::TitleTooLong { length: title });
        }
        let texts = [&self.title, &self.body, &self.basis];
        if !texts.into_iter().chain(&self.elements).all(|text| readable(text)) {
            faults.push(Refusal::Unreadable);
        }
        faults.extend(self.change.as_ref().and_then(ChangeNote::fault));
        let body = self.body.chars().count();
        if LONGEST_BODY < body {
            faults.push(Refusal::BodyTooLong { length: body });
        }
        let basis = self.basis.chars().count();
        if LONGEST_BASIS < basis {
            faults.push(Refusal::BasisTooLong { length: basis });
        }
        if self.audience.is_empty() || self.audience.iter().any(|share| share.token == Token::NonMembers) {
            faults.push(Refusal::AudienceMissing);
        } else if MOST_SHARES < self.audience.len() {
            faults.push(Refusal::AudienceTooLong);
        }
        faults
    }
}

impl ChangeNote {
    fn fault(&self) -> Option<Refusal> {
        let texts = [&self.why, &self.narrower];
        if !texts.into_iter().all(|text| readable(text)) {
            return Some(Refusal::Unreadable);
        }
        let longest = texts.map(|text| text.chars().count()).into_iter().max()?;
        (LONGEST_BASIS < longest).then_some(Refusal::NoteTooLong { length: longest })
    }
}

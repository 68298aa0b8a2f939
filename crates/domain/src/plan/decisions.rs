//! The decisions on a plan. Only the rules make them (`#[non_exhaustive]`), and storing takes nothing less.

use serde::{Deserialize, Serialize};

use crate::audience::Token;
use crate::content::{Commitment, Sealed};
use crate::ids::{DisclosureId, MatterId, PersonId, PlanId};
use crate::time::Timestamp;
use crate::words::{ReviewKind, Stage};

/// A draft was written or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Draft {
    /// The plan; a new one with edition 1.
    pub plan: PlanId,
    /// Of which matter.
    pub matter: MatterId,
    /// Which stage.
    pub stage: Stage,
    /// Who began it.
    pub drafter: PersonId,
    /// Who wrote this edition, when that was somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<PersonId>,
    /// Which edition this is.
    pub edition: i64,
    /// Its bytes.
    pub sealed: Sealed,
    /// The version it corrects, when something was released for this stage before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<DisclosureId>,
}

/// A draft was thrown away. Its texts stay beside the journal, and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Discard {
    /// The plan.
    pub plan: PlanId,
    /// The edition it had come to.
    pub edition: i64,
}

/// A draft was sent to its reviewers (送审).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Submission {
    /// The plan.
    pub plan: PlanId,
    /// Which edition.
    pub edition: i64,
    /// Whether the unit has no authority to approve it, so that it goes up by itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub goes_up: bool,
}

/// A reviewer gave an opinion. Only [`Plan::review`] makes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Opinion {
    /// The plan.
    pub plan: PlanId,
    /// What was given.
    pub given: Given,
}

/// A signed opinion on exact bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Which edition.
    pub edition: i64,
    /// What binds its bytes.
    pub commitment: Commitment,
    /// Of which kind.
    pub kind: ReviewKind,
    /// Whose.
    pub by: PersonId,
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// Whether it may go on; otherwise it goes back.
    pub agrees: bool,
    /// In words; a return always has some.
    pub words: String,
}

/// The approval of exact bytes (审批), after everything was admitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Approval {
    /// The plan.
    pub plan: PlanId,
    /// Which edition.
    pub edition: i64,
    /// What binds its bytes.
    pub commitment: Commitment,
    /// Who approved.
    pub by: PersonId,
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
    /// In words, if any.
    pub words: String,
    /// When to release it.
    pub release_at: Timestamp,
}

/// The approver sent it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Return {
    /// The plan.
    pub plan: PlanId,
    /// Which edition.
    pub edition: i64,
    /// Who.
    pub by: PersonId,
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
    /// Why.
    pub words: String,
}

/// The view of the unit's own approver on a plan that goes up (同意上报), on exact bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Endorsement {
    /// The plan.
    pub plan: PlanId,
    /// What was given.
    pub given: Endorsed,
}

/// What a unit's approver said of a plan that goes up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endorsed {
    /// Which edition.
    pub edition: i64,
    /// What binds its bytes.
    pub commitment: Commitment,
    /// Who.
    pub by: PersonId,
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// In words, if any.
    pub words: String,
}

/// A plan that is not released yet passed to another drafter. Who wrote which edition stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reassignment {
    /// The plan.
    pub plan: PlanId,
    /// Who had it.
    pub from: PersonId,
    /// Who has it now.
    pub to: PersonId,
}

/// The release of approved bytes. Only [`Plan::release`] makes one, and storing takes nothing less.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Release {
    /// The new disclosure.
    pub disclosure: DisclosureId,
    /// The public number, made at this moment from chance, so that numbers have no telling gaps.
    pub number: String,
    /// The plan.
    pub plan: PlanId,
    /// The approved bytes.
    pub sealed: Sealed,
    /// Who approved them, which is who released them.
    pub by: PersonId,
    /// Who sees it, from when.
    pub audience: Vec<(Token, Timestamp)>,
    /// The version it corrects, when it is not the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<DisclosureId>,
    /// The moment at which its display ends, when it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_until: Option<Timestamp>,
}

/// The name of a disclosure that is about to be released.
pub struct Nameplate {
    /// Its id.
    pub disclosure: DisclosureId,
    /// Its number.
    pub number: String,
}

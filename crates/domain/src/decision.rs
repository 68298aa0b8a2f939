//! Everything that can happen. A decision is the event: it goes into the journal as it is, and the tables follow
//! from it. The list is closed; a variant is never changed once it has been written somewhere, only joined.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use crate::account::{
    Passkey, PasskeyRemoval, PersonalDataExport, RecoveryUse, ResetRequest, ResetSettlement, SecondFactor,
    SecondFactorEnd,
};
use crate::archive::Archived;
use crate::catalogue;
use crate::content::{Commitment, Sealed};
use crate::delegation::{Delegation, DelegationEnd};
use crate::dissolution::Dissolution;
use crate::ids::{CalendarId, GroupId, PersonId, RulebookId, UnitId};
use crate::ledger;
use crate::likeness;
use crate::matter::{Dropping, Matter, Renaming, Skip};
use crate::obligation::{Excuse, Ruling};
use crate::organisation::{Group, Holding, Person, Post, Unit};
pub use crate::outlet::{OutletRequest, OutletSettlement};
use crate::plan::{
    Approval, Discard, Draft, Endorsement, Opinion, Reassignment, Release, Return, Submission,
    UrgentApproval, UrgentConfirmation,
};
use crate::practice;
use crate::withdrawal;
use crate::withholding;
use crate::words::{Crowd, Track};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "what", rename_all = "snake_case")]
pub enum Decision {
    /// A unit was founded, renamed or moved.
    Unit(Unit),
    /// A person was put on the roster, or their entry changed.
    Person(Person),
    /// A post was made, or its title and duties changed.
    Post(Post),
    /// Somebody took up a post, or left it.
    Holding(Holding),
    /// Somebody stands in for the holder of a post.
    Delegation(Delegation),
    /// Somebody stands in no longer.
    DelegationEnd(DelegationEnd),
    /// A unit ended, and another took its place.
    Dissolution(Dissolution),
    /// A group was formed or renamed.
    Group(Group),
    /// Somebody joined a group.
    Joined(Membership),
    /// Somebody left a group.
    Left(Membership),
    /// A rulebook was put in force.
    Rulebook(Enactment),
    /// A version of a catalogue was drafted or changed.
    Catalogue(catalogue::Draft),
    /// A version of a catalogue went on, or back.
    CatalogueStep(catalogue::Step),
    /// What an import understood of a table was kept.
    CatalogueReport(catalogue::ImportReport),
    /// Somebody chose a password.
    Password(Password),
    /// A link was made out with which somebody chooses a password.
    Invited(Invitation),
    /// A token for the API was made out.
    TokenIssued(TokenIssue),
    /// A token for the API was taken back.
    TokenRevoked(TokenRevocation),
    /// A way out of the house was set or closed: the mail server, or a webhook.
    Outlet(Outlet),
    /// A way out was asked for, and waits for a second person.
    OutletAsked(OutletRequest),
    /// What was asked for was confirmed or declined.
    OutletSettled(OutletSettlement),
    /// Somebody took up a second factor.
    SecondFactor(SecondFactor),
    /// A recovery code was used up.
    RecoveryUsed(RecoveryUse),
    /// A second factor was given up, or taken away with a reset.
    SecondFactorEnded(SecondFactorEnd),
    /// A reset of somebody's account was asked for.
    ResetAsked(ResetRequest),
    /// A reset was confirmed or declined.
    ResetSettled(ResetSettlement),
    /// A private address for a calendar program was made out, in the place of the one before.
    AddressIssued(AddressIssue),
    /// It was taken back.
    AddressRevoked(AddressRevocation),
    /// Somebody took up a passkey, or calls it otherwise.
    Passkey(Passkey),
    /// A passkey was given up, or taken away with a reset.
    PasskeyRemoved(PasskeyRemoval),
    /// Somebody took along what the platform holds about them.
    PersonalDataExported(PersonalDataExport),
    /// A matter was opened.
    Matter(Matter),
    /// A matter was given another name before anything of it was released.
    MatterRenamed(Renaming),
    /// A matter was struck out before anything of it was begun.
    MatterDropped(Dropping),
    /// A stage was left out, in the open.
    Skip(Skip),
    /// A unit asked to be excused from a disclosure it owes.
    Excuse(Excuse),
    /// Its superior answered.
    ExcuseRuling(Ruling),
    /// A working-day calendar took the place of the one before.
    Calendar(CalendarImport),
    /// A plan was drafted or changed.
    Draft(Draft),
    /// A draft was thrown away before anybody judged it.
    Discarded(Discard),
    /// A plan was sent to review.
    Submission(Submission),
    /// A reviewer gave an opinion.
    Opinion(Opinion),
    /// The unit's approver gave a view on a plan that goes up.
    Endorsement(Endorsement),
    /// A plan passed to another drafter.
    Reassignment(Reassignment),
    /// The approver sent a plan back.
    Return(Return),
    /// The approver approved.
    Approval(Approval),
    /// The approver approved before the review was through.
    Urgent(UrgentApproval),
    /// Somebody else confirmed that afterwards.
    UrgentConfirmed(UrgentConfirmation),
    /// A disclosure was released.
    Release(Release),
    /// A year of a unit was archived.
    Archived(Archived),
    /// Somebody asked that a disclosure be withdrawn.
    WithdrawalRequest(withdrawal::Request),
    /// A disclosure was withdrawn.
    Withdrawal(withdrawal::Confirmation),
    /// Whoever asked for a withdrawal took the request back.
    WithdrawalTakenBack(withdrawal::TakenBack),
    /// The request to withdraw a disclosure was declined.
    WithdrawalDeclined(withdrawal::Declination),
    /// What was withdrawn was destroyed.
    Erasure(withdrawal::Erasure),
    /// Somebody filed that something is not to be disclosed.
    WithholdingRequest(withholding::Request),
    /// Somebody else confirmed it.
    Withholding(withholding::Confirmation),
    /// Somebody else declined it.
    WithholdingDeclined(withholding::Declination),
    /// What was withheld is owed again.
    WithholdingEnd(withholding::End),
    /// A disclosure was put on the shelf for others to follow, or taken off it.
    Practice(practice::Step),
    /// Somebody said why a text is alike to another one, or looked into it.
    Likeness(likeness::Step),
    /// The ledger began, or takes back a place that the database lost.
    Ledger(ledger::Step),
}

impl Decision {
    /// The kind as the journal stores it beside the body.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "one arm for each decision")]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Unit(_) => "unit",
            Self::Person(_) => "person",
            Self::Post(_) => "post",
            Self::Holding(_) => "holding",
            Self::Delegation(_) => "delegation",
            Self::DelegationEnd(_) => "delegation_end",
            Self::Dissolution(_) => "dissolution",
            Self::Group(_) => "group",
            Self::Joined(_) => "joined",
            Self::Left(_) => "left",
            Self::Rulebook(_) => "rulebook",
            Self::Catalogue(_) => "catalogue",
            Self::CatalogueStep(_) => "catalogue_step",
            Self::CatalogueReport(_) => "catalogue_report",
            Self::Password(_) => "password",
            Self::Invited(_) => "invited",
            Self::TokenIssued(_) => "token_issued",
            Self::TokenRevoked(_) => "token_revoked",
            Self::Outlet(_) => "outlet",
            Self::OutletAsked(_) => "outlet_asked",
            Self::OutletSettled(_) => "outlet_settled",
            Self::SecondFactor(_) => "second_factor",
            Self::RecoveryUsed(_) => "recovery_used",
            Self::SecondFactorEnded(_) => "second_factor_ended",
            Self::ResetAsked(_) => "reset_asked",
            Self::ResetSettled(_) => "reset_settled",
            Self::AddressIssued(_) => "address_issued",
            Self::AddressRevoked(_) => "address_revoked",
            Self::Passkey(_) => "passkey",
            Self::PasskeyRemoved(_) => "passkey_removed",
            Self::PersonalDataExported(_) => "personal_data_exported",
            Self::Matter(_) => "matter",
            Self::MatterRenamed(_) => "matter_renamed",
            Self::MatterDropped(_) => "matter_dropped",
            Self::Skip(_) => "skip",
            Self::Excuse(_) => "excuse",
            Self::ExcuseRuling(_) => "excuse_ruling",
            Self::Calendar(_) => "calendar",
            Self::Draft(_) => "draft",
            Self::Discarded(_) => "discarded",
            Self::Submission(_) => "submission",
            Self::Opinion(_) => "opinion",
            Self::Endorsement(_) => "endorsement",
            Self::Reassignment(_) => "reassignment",
            Self::Return(_) => "return",
            Self::Approval(_) => "approval",
            Self::Urgent(_) => "urgent",
            Self::UrgentConfirmed(_) => "urgent_confirmed",
            Self::Release(_) => "release",
            Self::Archived(_) => "archived",
            Self::WithdrawalRequest(_) => "withdrawal_request",
            Self::Withdrawal(_) => "withdrawal",
            Self::WithdrawalTakenBack(_) => "withdrawal_taken_back",
            Self::WithdrawalDeclined(_) => "withdrawal_declined",
            Self::Erasure(_) => "erasure",
            Self::WithholdingRequest(_) => "withholding_request",
            Self::Withholding(_) => "withholding",
            Self::WithholdingDeclined(_) => "withholding_declined",
            Self::WithholdingEnd(_) => "withholding_end",
            Self::Practice(_) => "practice",
            Self::Likeness(_) => "likeness",
            Self::Ledger(_) => "ledger",
        }
    }
}

/// Somebody in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The group.
    pub group: GroupId,
    /// Who.
    pub person: PersonId,
}

/// A rulebook put in force. Its text lies beside the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enactment {
    /// This version.
    pub id: RulebookId,
    /// The code all its versions share.
    pub code: String,
    /// The version.
    pub version: i64,
    /// Whose catalogue it holds.
    pub track: Track,
    /// For which unit and all below it.
    pub unit: UnitId,
    /// The day from which it holds.
    pub in_force_from: Date,
    /// The text.
    pub sealed: Sealed,
}

/// A working-day calendar, with more years than the one before. Its text lies beside the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarImport {
    /// Its id.
    pub id: CalendarId,
    /// The last year it knows.
    pub last_year: i16,
    /// The text.
    pub sealed: Sealed,
}

/// A new password; the hash itself lies in a table of its own, bound by this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Password {
    /// Whose.
    pub person: PersonId,
    /// What binds the hash.
    pub sealed: Sealed,
}

/// A link with which somebody chooses a password, whether they had one or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Whom it lets in.
    pub person: PersonId,
}

/// A token for the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenIssue {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// SHA-256 of the token, which nobody but its owner knows.
    pub hash: Commitment,
    /// What its owner calls it.
    pub label: String,
}

/// A way out of the house: what of it anybody may know. Its secrets lie elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlet {
    /// The webhook; none for the mail server.
    pub webhook: Option<Uuid>,
    /// Whose disclosures go out there; none for the mail server.
    pub unit: Option<UnitId>,
    /// The host it leads to; none when it was closed.
    pub host: Option<String>,
    /// Who is on the other side of a webhook.
    pub crowd: Option<Crowd>,
}

/// A private address at which a calendar program reads what its owner owes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressIssue {
    /// Whose.
    pub person: PersonId,
    /// SHA-256 of what the address holds, which nobody but its owner knows.
    pub hash: Commitment,
}

/// The end of such an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressRevocation {
    /// Whose.
    pub person: PersonId,
}

/// The end of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRevocation {
    /// Which.
    pub id: Uuid,
}

//! The closed lists of words in English.

use domain::attachment::Place;
use domain::personal_data::Kind;
use domain::words::{CatalogueState, Duty, ReviewKind, Rhythm, Scope, Stage, Track, UnitKind, Way};

pub(in crate::texts) fn track(track: Track) -> &'static str {
    match track {
        Track::Party => "Party affairs",
        Track::Government => "Government affairs",
    }
}

pub(in crate::texts) fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Before => "Before the decision",
        Stage::Decision => "Decision",
        Stage::Result => "Result",
    }
}

pub(in crate::texts) fn review(kind: ReviewKind) -> &'static str {
    match kind {
        ReviewKind::Secrecy => "Secrecy review",
        ReviewKind::Check => "Check of necessity and accuracy",
        ReviewKind::Legal => "Legality review",
        ReviewKind::Discipline => "Discipline body’s review",
    }
}

pub(in crate::texts) fn duty(duty: Duty) -> &'static str {
    match duty {
        Duty::Draft => "Drafting",
        Duty::Secrecy => "Secrecy review",
        Duty::Check => "Checking",
        Duty::Legal => "Legality review",
        Duty::Discipline => "Discipline body’s review",
        Duty::Approve => "Approval",
        Duty::Supervise => "Supervision",
        Duty::Administer => "System administration",
        Duty::Secure => "Security administration",
        Duty::Audit => "Security audit",
    }
}

pub(in crate::texts) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Person => "Named persons",
        Scope::Group => "A named group",
        Scope::Unit => "The unit",
        Scope::Subtree => "The unit and those below it",
        Scope::Members => "All members",
        Scope::Public => "The public",
    }
}

pub(in crate::texts) fn state(code: &str) -> &'static str {
    match code {
        "draft" => "Being drafted",
        "in_review" => "In review",
        "returned" => "Sent back",
        "approved" => "Approved, not yet released",
        "released" => "Released",
        _ => "Unknown",
    }
}

pub(in crate::texts) fn rhythm(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Standing => "Always on display",
        Rhythm::Monthly => "Every month",
        Rhythm::Quarterly => "Every quarter",
        Rhythm::HalfYearly => "Every half year",
        Rhythm::Yearly => "Every year",
        Rhythm::PerStage => "Stage by stage",
        Rhythm::PerEvent => "Whenever it happens",
    }
}

pub(in crate::texts) fn way(way: Way) -> &'static str {
    match way {
        Way::Platform => "This platform",
        Way::Board => "Notice board",
        Way::Meeting => "Meeting",
        Way::Document => "Document",
        Way::Bulletin => "Bulletin",
        Way::Website => "Website",
    }
}

pub(in crate::texts) fn unit_kind(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Committee => "Committee",
        UnitKind::GeneralBranch => "General branch",
        UnitKind::Branch => "Branch",
        UnitKind::Department => "Department",
        UnitKind::Discipline => "Discipline body",
        UnitKind::Organ => "Organ",
    }
}

pub(in crate::texts) fn personal(kind: Kind) -> &'static str {
    match kind {
        Kind::ResidentId => "resident id",
        Kind::Mobile => "mobile number",
        Kind::Landline => "home telephone",
        Kind::BankCard => "bank card",
        Kind::Address => "home address",
        Kind::Passport => "passport",
        Kind::Plate => "number plate",
        Kind::SocialSecurity => "social security number",
        Kind::Email => "mail address",
    }
}

pub(in crate::texts) fn catalogue_state(state: CatalogueState) -> &'static str {
    match state {
        CatalogueState::Draft => "Being drafted",
        CatalogueState::InCheck => "Being checked",
        CatalogueState::Checked => "Checked, to be filed",
        CatalogueState::Filed => "Filed, waiting for an answer",
        CatalogueState::Returned => "Sent back",
        CatalogueState::Accepted => "Accepted",
    }
}

pub(in crate::texts) fn place(place: Place) -> &'static str {
    match place {
        Place::Body => "text",
        Place::HeaderFooter => "header or footer",
        Place::Note => "footnote or endnote",
        Place::Comment => "comment",
        Place::Revision => "tracked change",
        Place::HiddenText => "hidden text",
        Place::HiddenSheet => "hidden sheet",
        Place::HiddenRow => "hidden row",
        Place::HiddenColumn => "hidden column",
        Place::Properties => "properties",
        Place::Aside => "link, field or description",
    }
}

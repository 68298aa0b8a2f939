//! The refusals in English: one `match` without a rest for each kind, so that a new reason to refuse does not compile
//! until it can be said here too.

mod account;
mod admission;
mod archive;
mod attachment;
mod catalogue;
mod credit;
mod doubt;
mod likeness;
mod money;
mod obligation;
mod organisation;
mod plan;
mod practice;
mod procedure;
mod request;
mod telling;
mod urgent;
mod withdrawal;
mod withholding;
pub(super) mod words;

pub(super) use account::account;
pub(super) use admission::{admission, unfit};
pub(super) use archive::archive;
pub(super) use attachment::attachment;
pub(super) use catalogue::{catalogue, looseness};
pub(super) use credit::credit;
pub(super) use doubt::doubt;
pub(super) use likeness::likeness;
pub(super) use money::money;
pub(super) use obligation::obligation;
pub(super) use organisation::organisation;
pub(super) use plan::{form, plan};
pub(super) use practice::practice;
pub(super) use procedure::procedure;
pub(super) use request::request;
pub(super) use telling::telling;
pub(super) use urgent::urgent;
pub(super) use withdrawal::{ground, withdrawal};
pub(super) use withholding::{withholding, withholding_ground};

/// Why a deed did not happen.
pub(super) fn error(error: &app::Error) -> String {
    match error {
        app::Error::NotFound => "Not found, or not open to you.".into(),
        app::Error::Forbidden => "You do not hold the duty that this step needs.".into(),
        app::Error::Refused(refusal) => plan(refusal),
        app::Error::Obligation(refusal) => obligation(refusal),
        app::Error::Withdrawal(refusal) => withdrawal(refusal),
        app::Error::Urgent(refusal) => urgent(refusal),
        app::Error::Withholding(refusal) => withholding(refusal),
        app::Error::Likeness(refusal) => likeness(refusal),
        app::Error::Archive(refusal) => archive(refusal),
        app::Error::Organisation(refusal) => organisation(refusal),
        app::Error::Catalogue(refusal) => catalogue(refusal),
        app::Error::Procedure(refusal) => procedure(refusal),
        app::Error::Rulebook(faults) => faults.to_string(),
        app::Error::Account(refusal) => account(refusal),
        app::Error::Invalid(refusal) => request(refusal),
        app::Error::Telling(refusal) => telling(refusal),
        app::Error::Attachment(refusal) => attachment(refusal),
        app::Error::Credit(refusal) => credit(refusal),
        app::Error::Practice(refusal) => practice(refusal),
        app::Error::TooOften { minutes } => {
            format!("Too many attempts. Please try again in {minutes} minutes.")
        }
        app::Error::Failed(_) => "The system cannot do this at the moment. Please try again later.".into(),
    }
}

//! The use cases: one folder for each noun, one file for each deed.
//!
//! **Invariant:** nothing changes except through [`App::change`] and the journal (the write door), and nothing
//! restricted is read except through a [`reader::Reader`] (the read door). A deed is one permission check, one
//! decision, its journal line and its jobs, in one transaction.

pub mod account;
pub mod archive;
pub mod attachment;
mod audience;
pub mod audit;
pub mod autosave;
pub mod catalogue;
mod change;
mod content;
pub mod correction;
pub mod delegation;
pub mod dissolution;
pub mod endorsement;
mod error;
pub mod jobs;
pub mod journal;
pub mod ledger;
pub mod likeness;
pub mod matter;
pub mod obligation;
pub mod organisation;
pub mod outbox;
mod outside;
pub mod plan;
pub mod post;
pub mod practice;
pub mod reader;
mod release;
pub mod rulebook;
pub mod telling;
mod turn;
pub mod urgency;
pub mod withdrawal;
pub mod withholding;

use std::sync::Arc;

use db::{Db, Tx};
use domain::time::Timestamp;
use jiff::tz::TimeZone;
use uuid::{Builder, Uuid};

pub use change::Change;
pub use error::{Error, Result};
pub use outside::{Chance, Outside};

/// A running platform: its database, its clock and its chance.
#[derive(Clone)]
pub struct App {
    db: Db,
    turns: turn::Turns,
    outside: Arc<Outside>,
    zone: TimeZone,
    lifetimes: account::Lifetimes,
    rulebooks: Arc<rulebook::Shelf>,
    files: attachment::Files,
    inspector: attachment::Inspector,
    provider: Option<Arc<account::provider::Provider>>,
    party: Option<account::passkey::Party>,
    ledger: Option<ledger::Folder>,
    ledger_policy: Option<Arc<::ledger::policy::Policy>>,
    likeness: Option<Arc<likeness::Index>>,
}

impl App {
    /// A platform over a database, with days counted in a time zone.
    #[must_use]
    pub fn new(db: Db, outside: Outside, zone: TimeZone) -> Self {
        Self {
            db,
            turns: turn::Turns::default(),
            outside: Arc::new(outside),
            zone,
            lifetimes: account::Lifetimes::default(),
            rulebooks: Arc::default(),
            files: attachment::Files::memory(),
            inspector: attachment::Inspector::Here,
            provider: None,
            party: None,
            ledger: None,
            ledger_policy: None,
            likeness: None,
        }
    }

    /// The same with a store for files that lasts, and somebody to look into them. Without, files lie in memory.
    #[must_use]
    pub fn with_files(self, files: attachment::Files, inspector: attachment::Inspector) -> Self {
        Self {
            files,
            inspector,
            ..self
        }
    }

    /// The same platform, where people may also sign in by another system of the house.
    #[must_use]
    pub fn with_provider(self, provider: account::provider::Provider) -> Self {
        Self {
            provider: Some(Arc::new(provider)),
            ..self
        }
    }

    /// The same platform at an address where browsers have passkeys.
    #[must_use]
    pub fn with_party(self, party: Option<account::passkey::Party>) -> Self {
        Self { party, ..self }
    }

    /// The same platform with a public log in a folder, from which receipts are made.
    #[must_use]
    pub fn with_ledger(self, folder: ledger::Folder) -> Self {
        Self {
            ledger: Some(folder),
            ..self
        }
    }

    /// The same platform, which believes these witnesses of its log.
    #[must_use]
    pub fn with_policy(self, policy: ::ledger::policy::Policy) -> Self {
        Self {
            ledger_policy: Some(Arc::new(policy)),
            ..self
        }
    }

    /// The same platform, which says what texts have in common. Without an index nothing is compared.
    #[must_use]
    pub fn with_likeness(self, index: likeness::Index) -> Self {
        Self {
            likeness: Some(Arc::new(index)),
            ..self
        }
    }

    pub(crate) fn likeness(&self) -> Option<&likeness::Index> {
        self.likeness.as_deref()
    }

    pub(crate) fn ledger_policy(&self) -> Option<&::ledger::policy::Policy> {
        self.ledger_policy.as_deref()
    }

    pub(crate) fn ledger_folder(&self) -> Option<&ledger::Folder> {
        self.ledger.as_ref()
    }

    /// The same platform with sessions that last otherwise.
    #[must_use]
    pub fn with_lifetimes(self, lifetimes: account::Lifetimes) -> Self {
        Self { lifetimes, ..self }
    }

    pub(crate) fn lifetimes(&self) -> account::Lifetimes {
        self.lifetimes
    }

    /// Now, by the platform's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.outside.now)()
    }

    /// Today, in the platform's zone.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        self.now().day(&self.zone)
    }

    /// The zone that days are counted in.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// So many bytes of chance.
    #[must_use]
    pub fn chance<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.outside.chance)(&mut bytes);
        bytes
    }

    /// A new id: UUID version 7 (RFC 9562) from the platform's clock and chance.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        let millis = u64::try_from(self.now().0 / 1000).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &self.chance::<10>()).into_uuid()
    }

    /// The database, for the commands that look after it as a whole.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Whether the database answers.
    pub async fn healthy(&self) -> Result<()> {
        Ok(self.db.answers().await?)
    }

    pub(crate) async fn view(&self) -> Result<Tx> {
        Ok(self.db.read().await?)
    }
}

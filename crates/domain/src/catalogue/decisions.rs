//! The decisions on a catalogue's version. Only the rules make them.

use serde::{Deserialize, Serialize};

use crate::content::Sealed;
use crate::ids::{CatalogueId, PersonId, UnitId};
use crate::time::Timestamp;
use crate::words::{CatalogueDeed as Deed, Track};

/// A version was drafted or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Draft {
    /// The version; a new one with edition 1.
    pub catalogue: CatalogueId,
    /// Whose.
    pub unit: UnitId,
    /// Of which track.
    pub track: Track,
    /// Which edition this is.
    pub edition: i64,
    /// Its bytes: a rulebook.
    pub sealed: Sealed,
    /// In whose place (代) it was drafted, if not in the drafter's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
}

/// A version went on, or back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Step {
    /// Which version.
    pub catalogue: CatalogueId,
    /// Which edition of it.
    pub edition: i64,
    /// What was done.
    pub deed: Deed,
    /// In words, if any; a return always has some.
    pub words: String,
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
}

impl Step {
    /// The first step of an edition: it was drafted.
    #[must_use]
    pub fn of_draft(draft: &Draft) -> Self {
        Self {
            catalogue: draft.catalogue,
            edition: draft.edition,
            deed: Deed::Drafted,
            words: String::new(),
            for_whom: draft.for_whom,
        }
    }
}

/// What an import understood of the table it made a version of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Which version.
    pub catalogue: CatalogueId,
    /// The report.
    pub sealed: Sealed,
}

/// Something that was done with a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Which edition.
    pub edition: i64,
    /// What.
    pub deed: Deed,
    /// Who; nobody when the platform itself did.
    pub by: Option<PersonId>,
    /// In whose place (代), if not in their own.
    pub for_whom: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// In words.
    pub words: String,
}

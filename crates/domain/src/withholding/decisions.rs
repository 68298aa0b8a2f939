use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::audience::Token;
use crate::ids::{PersonId, UnitId, WithholdingId};
use crate::obligation::About;
use crate::words::{Track, WithholdingGround};

/// Somebody filed that some obligations of one entry are not disclosed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Request {
    /// Its id.
    pub id: WithholdingId,
    /// Whose obligations.
    pub unit: UnitId,
    /// Of which track.
    pub track: Track,
    /// Of which entry.
    pub entry: String,
    /// Which of its obligations.
    pub about: Vec<About>,
    /// On which ground.
    pub ground: WithholdingGround,
    /// How that ground was found, for those who take part; it reveals nothing itself.
    pub note: String,
    /// The day by which it is looked at again.
    pub reassess_on: Date,
    /// Who filed it.
    pub by: PersonId,
    /// In whose place (代), if not in their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<PersonId>,
    /// The notice whose place it takes, when this is the outcome of a re-assessment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renews: Option<WithholdingId>,
}

/// The notice holds from here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Confirmation {
    /// Which.
    pub request: WithholdingId,
    /// The number that readers see.
    pub number: String,
    /// Who learns of it: those to whom the entry would have been disclosed in any case.
    pub token: Option<Token>,
    /// Who confirmed.
    pub by: PersonId,
    /// For which unit.
    pub unit: UnitId,
}

/// The notice was declined: what is owed stays owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Declination {
    /// Which.
    pub request: WithholdingId,
    /// Who declined.
    pub by: PersonId,
    /// Why.
    pub words: String,
}

/// The notice holds no longer: what it withheld is owed again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct End {
    /// Which.
    pub withholding: WithholdingId,
    /// Who ended it.
    pub by: PersonId,
    /// Why.
    pub words: String,
}

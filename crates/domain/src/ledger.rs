//! The ledger (存证) as the journal knows it, and the document that a released text is in it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::attachment::Attachment;
use crate::content::Commitment;
use crate::proposal::{ChangeNote, Proposal};
use crate::words::words;

words! {
    /// Why the log does not go on, as everybody may know it. The particulars are in the log of the server.
    Cause {
        /// The disk does not take or give the files.
        Disk = "disk",
        /// A published file is missing or is not what was signed.
        Files = "files",
        /// The database ends before what was signed.
        SetBack = "set_back",
        /// What was published is another history than the database's.
        OtherHistory = "other_history",
        /// The signer did not sign.
        Signer = "signer",
        /// Something else.
        Other = "other",
    }

    /// Why a witness did not confirm, as everybody may know it. The particulars, which name addresses of the house, are
    /// in the log of the server.
    Objection {
        /// It did not answer.
        Silent = "silent",
        /// It has seen another history.
        OtherHistory = "other_history",
        /// It has seen more lines.
        Ahead = "ahead",
        /// It did not want to.
        Refused = "refused",
        /// Something else.
        Other = "other",
    }
}

/// What happens to the ledger itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// It began, under a name and with keys that do not change any more.
    Begun(Keys),
    /// A database that was set back takes back the place of a line it lost. The leaf was signed and stays; what the
    /// line said is not here any more.
    Lost {
        /// The leaf, as it was published, in standard base64.
        leaf: String,
    },
}

/// The name of a log and its public keys, as signed notes write them (c2sp.org/signed-note).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// The name, which is the first line of every checkpoint.
    pub origin: String,
    /// The key of Ed25519.
    pub public_key: String,
    /// The key of SM2.
    pub sm2_key: String,
}

/// What the leaf of a release commits to, byte for byte: whoever may read the disclosure can have it, and holds its
/// hash against the receipt.
#[derive(Serialize)]
struct Document<'p> {
    format: &'static str,
    number: &'p str,
    title: &'p str,
    body: &'p str,
    basis: &'p str,
    document_day: Option<Date>,
    display_until: Option<Date>,
    change: Option<&'p ChangeNote>,
    attachments: Vec<Enclosed>,
}

#[derive(Serialize)]
struct Enclosed {
    name: String,
    media_type: &'static str,
    size: u64,
    salt: Option<String>,
    commitment: Commitment,
}

/// The document of a disclosure: what its readers see of the released bytes, as JSON without spaces, in this order.
#[must_use]
pub fn document(number: &str, proposal: &Proposal) -> Vec<u8> {
    let enclosed = |file: &Attachment| Enclosed {
        name: file.name.clone(),
        media_type: file.kind.media_type(),
        size: file.size,
        salt: file.salt.clone(),
        commitment: file.sealed.commitment,
    };
    let document = Document {
        format: "gk-document/v1",
        number,
        title: &proposal.title,
        body: &proposal.body,
        basis: &proposal.basis,
        document_day: proposal.document_day,
        display_until: proposal.display_until,
        change: proposal.change.as_ref(),
        attachments: proposal.attachments.iter().map(enclosed).collect(),
    };
    // it holds nothing that JSON cannot
    serde_json::to_vec(&document).unwrap_or_default()
}

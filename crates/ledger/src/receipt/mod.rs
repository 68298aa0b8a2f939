//! Receipts: what somebody takes away of a record that was logged, so that it holds without whoever logged it.
//!
//! A receipt is a proof with the opening of its leaf in it; perhaps the last cosigned checkpoint that did not hold the
//! leaf yet, which bounds its age from the other side; and perhaps the document itself. It has two forms: a text
//! ([`Receipt::to_bytes`]), and a compact one without the document ([`Receipt::to_compact`]), which fits one QR code
//! ([`Receipt::to_code`]).

mod base41;
mod code;
mod compact;
mod text;
mod verify;

pub use code::{CODE_START, MOST_CODE};
pub use text::{FILE_ENDING, GREATEST_DOCUMENT};
pub use verify::{LOOSE, SKEW, Verdict};

use thiserror::Error;

use crate::note::{Note, NoteRefusal};
use crate::policy::VerdictRefusal;
use crate::proof::{Proof, TlogProofRefusal};
use crate::record::{FieldId, OpeningRefusal};

/// What is taken away. That it could be read says nothing: see [`Receipt::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// That the leaf stands in the log, with the opening of the leaf as its `extra`.
    pub proof: Proof,
    /// The last checkpoint with enough cosignatures whose tree ends before the leaf. Without it nothing tells how
    /// early the leaf may have been logged.
    pub earlier: Option<Note>,
    /// The document whose hashes the record holds, as it was served.
    pub document: Option<Vec<u8>>,
}

/// Why bytes are not a receipt, or say nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReceiptRefusal {
    /// Neither a receipt in one of its forms nor a proof.
    #[error("this is neither a receipt nor a proof")]
    Unknown,
    /// The checksum at the end is not that of what stands before it: something changed on the way, or was cut off.
    #[error("the receipt was damaged: it is not the one that was handed out")]
    Damaged,
    /// The sections of the text form are wrong, or not in their order.
    #[error(
        "a receipt has a first line, a proof, perhaps an earlier checkpoint and a document, and a checksum"
    )]
    Layout,
    /// The bytes of the compact form are wrong, or could be written in another way.
    #[error("this is not a receipt in its compact form")]
    Compact,
    /// The signs of the code are wrong.
    #[error("this is not the code of a receipt")]
    Code,
    /// The proof in it is none, or does not hold.
    #[error(transparent)]
    Proof(#[from] TlogProofRefusal),
    /// The proof has no opening, so that nothing is shown.
    #[error("the proof shows nothing of the record")]
    NoOpening,
    /// The opening is none.
    #[error(transparent)]
    Opening(#[from] OpeningRefusal),
    /// A field that is shown does not hold what it should: text, or a number of bytes.
    #[error("field {} does not hold what it should", .0.0)]
    Field(FieldId),
    /// The earlier checkpoint is no note.
    #[error("the earlier checkpoint: {0}")]
    EarlierNote(NoteRefusal),
    /// The earlier checkpoint does not count for the policy.
    #[error("the earlier checkpoint: {0}")]
    Earlier(VerdictRefusal),
    /// The earlier checkpoint is one of another log.
    #[error("the earlier checkpoint is one of another log")]
    OtherLog,
    /// The earlier checkpoint holds the leaf already.
    #[error("the earlier checkpoint is not earlier than the record")]
    NotEarlier,
    /// The document is another one than the record is about.
    #[error("the document is not the one that was recorded")]
    Document,
    /// The document has no hash among the fields that are shown, so nothing is known of it.
    #[error("the receipt does not show which document was recorded")]
    UnprovenDocument,
}

impl Receipt {
    /// Reads a receipt in any of its forms, or a proof alone, by how it begins.
    pub fn read(bytes: &[u8]) -> Result<Receipt, ReceiptRefusal> {
        if bytes.starts_with(text::FIRST_LINE) {
            return Receipt::parse(bytes);
        }
        if bytes.starts_with(compact::START) {
            return Receipt::from_compact(bytes);
        }
        if let Some(code) = std::str::from_utf8(bytes).ok().map(str::trim)
            && code.contains(CODE_START)
        {
            return Receipt::from_code(code);
        }
        if bytes.starts_with(b"c2sp.org/tlog-proof@") {
            let proof = Proof::parse(bytes)?;
            return Ok(Receipt {
                proof,
                earlier: None,
                document: None,
            });
        }
        Err(ReceiptRefusal::Unknown)
    }
}

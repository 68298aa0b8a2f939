//! What a witness said, as the log that asked understands it.

use thiserror::Error;

use super::{Request, SIZE_TYPE};
use crate::decimal;
use crate::note::{Note, Signature, VerifierKey};

/// The answer of a witness to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The witness cosigned: its line, verified, and when, in seconds since 1970.
    Cosigned(Signature, u64),
    /// The witness has seen a tree of this size last: ask again with a proof from there.
    OtherSize(u64),
    /// The witness has seen another tree of the same size, or one that this one does not continue. Either the log or
    /// the witness was restored from a backup, or somebody lies: nothing more is signed before a person has looked.
    Fork,
    /// The witness refused for another reason, by this HTTP status.
    Refused(u16),
}

/// Why an answer is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReplyRefusal {
    /// Not a size of the right type, or not signature lines.
    #[error("the answer of the witness is malformed")]
    Malformed,
    /// No line by the witness that was asked, or a wrong one.
    #[error("the answer has no valid cosignature of the witness that was asked")]
    NotCosigned,
}

impl Request {
    /// Reads the answer of the witness with this key to this request: its HTTP status, `Content-Type` and body.
    ///
    /// A 422 says that the trees differ. So does, in version 1.0.0, a 409 that names the size which old and new size
    /// both were (WIT-6).
    pub fn reply(
        &self,
        witness: &VerifierKey,
        status: u16,
        content_type: &str,
        body: &[u8],
    ) -> Result<Reply, ReplyRefusal> {
        match status {
            200 => self.cosigned(witness, body),
            409 => {
                let size = parse_size(content_type, body).ok_or(ReplyRefusal::Malformed)?;
                let is_same = size == self.old() && size == self.checkpoint().head().size;
                Ok(if is_same {
                    Reply::Fork
                } else {
                    Reply::OtherSize(size)
                })
            }
            422 => Ok(Reply::Fork),
            _ => Ok(Reply::Refused(status)),
        }
    }

    fn cosigned(&self, witness: &VerifierKey, body: &[u8]) -> Result<Reply, ReplyRefusal> {
        let text = self.note().text();
        let lines = Note::parse(&[text.as_bytes(), b"\n", body].concat());
        let lines = lines.map_err(|_| ReplyRefusal::Malformed)?;
        if lines.text() != text {
            return Err(ReplyRefusal::Malformed);
        }
        let seals = lines.verify([witness]).map_err(|_| ReplyRefusal::NotCosigned)?;
        let time = seals.first().and_then(|seal| seal.time);
        let is_witness = |line: &&Signature| (line.name(), line.id()) == (witness.name(), witness.id());
        match (lines.signatures().iter().find(is_witness), time) {
            (Some(line), Some(time)) => Ok(Reply::Cosigned(line.clone(), time)),
            _ => Err(ReplyRefusal::NotCosigned),
        }
    }
}

/// A decimal number and a newline; the type in any case and with any parameters.
fn parse_size(content_type: &str, body: &[u8]) -> Option<u64> {
    let media = content_type.split(';').next()?.trim();
    if !media.eq_ignore_ascii_case(SIZE_TYPE) {
        return None;
    }
    decimal::parse(std::str::from_utf8(body).ok()?.strip_suffix('\n')?)
}

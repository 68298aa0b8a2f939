//! Asking witnesses and answering as one (c2sp.org/tlog-witness v1.0.0): what is sent, what is checked, what comes
//! back. Sending, storing and the clock are the caller's.

mod reply;

pub use reply::{Reply, ReplyRefusal};

use std::fmt;

use thiserror::Error;

use crate::checkpoint::{Checkpoint, CheckpointRefusal};
use crate::cosignature::WitnessKey;
use crate::decimal;
use crate::hash::{Hash, HashFunction, Sha256};
use crate::note::{GREATEST_NOTE, Note, SignRefusal, Signature, VerifierKey};
use crate::tree::Head;

/// What stands behind the submission prefix of a witness, for a `POST` (WIT-1).
pub const PATH: &str = "add-checkpoint";

/// The `Content-Type` of an answer that names a size (WIT-4).
pub const SIZE_TYPE: &str = "text/x.tlog.size";

/// The most lines of a consistency proof (WIT-1).
const MOST_HASHES: usize = 63;

/// The longest request in bytes: a note and 64 lines before it.
pub const GREATEST_REQUEST: usize = GREATEST_NOTE + 64 * 64;

/// Where behind its monitoring prefix a witness serves the last checkpoint of a log that it cosigned (WIT-8).
pub fn monitoring_path(origin: &str) -> String {
    let hash = Sha256::hash(&[origin.as_bytes()]);
    let hex: String = hash.0.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{hex}/checkpoint")
}

/// The body of a request: a signed checkpoint, and the proof that it continues the tree of size `old`. Prints exactly
/// the bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    old: u64,
    proof: Vec<Hash>,
    note: Note,
    checkpoint: Checkpoint,
}

/// Why a witness does not cosign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum WitnessRefusal {
    /// The request is none, or its old size is greater than the new one (WIT-3).
    #[error("the request is malformed")]
    Malformed,
    /// The witness does not know the log (WIT-2).
    #[error("this witness does not know the log")]
    UnknownLog,
    /// No key that is trusted for the log signed, or one of them did not sign this (WIT-2).
    #[error("the log did not sign the checkpoint")]
    NotSigned,
    /// The witness has seen a tree of another size last (WIT-4).
    #[error("the largest tree that was seen has size {0}")]
    OtherSize(u64),
    /// The checkpoint contradicts what the witness has seen: keep the request, it may be evidence (WIT-5, WIT-6).
    #[error("the checkpoint is not consistent with the one that was seen")]
    Inconsistent,
    /// The caller's clock shows no time that can stand in a cosignature.
    #[error("there is no time to sign")]
    Clock,
}

impl Request {
    /// A request from its parts.
    pub fn new(old: u64, proof: Vec<Hash>, note: Note) -> Result<Request, WitnessRefusal> {
        let hashes: String = proof.iter().map(|hash| format!("{hash}\n")).collect();
        // What could not be read back is no request.
        Request::parse(format!("old {old}\n{hashes}\n{note}").as_bytes())
    }

    /// Reads the body of a request, and nothing before or after it.
    pub fn parse(body: &[u8]) -> Result<Request, WitnessRefusal> {
        if body.len() > GREATEST_REQUEST {
            return Err(WitnessRefusal::Malformed);
        }
        let (old, proof, note) = parse_parts(body).ok_or(WitnessRefusal::Malformed)?;
        let checkpoint = Checkpoint::parse(note.text()).map_err(|refusal| match refusal {
            CheckpointRefusal::EmptyRoot => WitnessRefusal::Inconsistent,
            _ => WitnessRefusal::Malformed,
        })?;
        if old > checkpoint.head().size {
            return Err(WitnessRefusal::Malformed);
        }
        Ok(Request {
            old,
            proof,
            note,
            checkpoint,
        })
    }

    /// The checkpoint that is to be cosigned; its origin tells which log the caller looks up.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The checkpoint as it was signed.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// The size the proof starts from.
    pub fn old(&self) -> u64 {
        self.old
    }
}

fn parse_parts(body: &[u8]) -> Option<(u64, Vec<Hash>, Note)> {
    let (head, note) = std::str::from_utf8(body).ok()?.split_once("\n\n")?;
    let mut lines = head.split('\n');
    let old = decimal::parse(lines.next()?.strip_prefix("old ")?)?;
    let proof: Vec<Hash> = lines.map(Hash::parse).collect::<Option<_>>()?;
    let note = Note::parse(note.as_bytes()).ok()?;
    if proof.len() <= MOST_HASHES {
        Some((old, proof, note))
    } else {
        None
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.note)
    }
}

impl WitnessKey {
    /// Cosigns what a log asks for, at `time` (seconds since 1970).
    ///
    /// `trusted` are the keys for the origin of the checkpoint, none if the log is unknown. `seen` is the head cosigned
    /// last for that origin, [`Head::empty`] before the first. Before the line is sent, the caller replaces `seen` by
    /// the head of the checkpoint, in one step with having read it, and durably (WIT-7).
    pub fn answer(
        &self,
        request: &Request,
        trusted: &[VerifierKey],
        seen: Head,
        time: u64,
    ) -> Result<Signature, WitnessRefusal> {
        if trusted.is_empty() {
            return Err(WitnessRefusal::UnknownLog);
        }
        let seals = request
            .note
            .verify(trusted)
            .map_err(|_| WitnessRefusal::NotSigned)?;
        let origin = request.checkpoint.origin();
        if !seals.iter().any(|seal| seal.key.name().as_str() == origin) {
            return Err(WitnessRefusal::NotSigned);
        }
        if request.old != seen.size {
            return Err(WitnessRefusal::OtherSize(seen.size));
        }
        let line = self.cosign(seen, &request.checkpoint, &request.proof, time);
        line.map_err(|refusal| match refusal {
            SignRefusal::Unsignable => WitnessRefusal::Clock,
            _ => WitnessRefusal::Inconsistent,
        })
    }
}

impl WitnessRefusal {
    /// The HTTP status of the answer.
    pub fn status(&self) -> u16 {
        match self {
            WitnessRefusal::Malformed => 400,
            WitnessRefusal::NotSigned => 403,
            WitnessRefusal::UnknownLog => 404,
            WitnessRefusal::OtherSize(_) => 409,
            WitnessRefusal::Inconsistent => 422,
            WitnessRefusal::Clock => 500,
        }
    }

    /// The body of the answer: a size with its type, [`SIZE_TYPE`], or nothing.
    pub fn body(&self) -> String {
        match self {
            WitnessRefusal::OtherSize(size) => format!("{size}\n"),
            _ => String::new(),
        }
    }
}

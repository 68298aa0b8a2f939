//! Proofs for taking away (c2sp.org/tlog-proof): that an entry stands in a log, in one file that needs no network.

use std::fmt;

use thiserror::Error;

use crate::base64;
use crate::checkpoint::{Checkpoint, CheckpointRefusal};
use crate::decimal;
use crate::hash::{Hash, Sha256};
use crate::note::{Note, NoteRefusal};
use crate::policy::{Policy, Verdict, VerdictRefusal};
use crate::tree::{ProofRefusal, leaf_hash, verify_inclusion};

/// The ending of the file's name.
pub const FILE_ENDING: &str = ".tlog-proof";

/// The greatest length of the data in `extra` in bytes.
pub const GREATEST_EXTRA: usize = 256 * 1024;

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";

/// No tree of less than 2^63 leaves is higher.
const MOST_HASHES: usize = 63;

/// That the entry at `index` stands in the tree of a checkpoint. Prints exactly the bytes it was read from, and proves
/// nothing until [`Proof::verify`] says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    extra: Option<Vec<u8>>,
    index: u64,
    hashes: Vec<Hash>,
    note: Note,
}

/// Why bytes are not a proof, or prove nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TlogProofRefusal {
    /// Not the lines of a proof, in their order (PRF-1 to PRF-5).
    #[error("a proof is a first line, perhaps extra data, an index, hashes, an empty line and a checkpoint")]
    Layout,
    /// The checkpoint in it is no note (PRF-6).
    #[error(transparent)]
    Note(#[from] NoteRefusal),
    /// The note in it is no checkpoint (PRF-6).
    #[error(transparent)]
    Checkpoint(#[from] CheckpointRefusal),
    /// The checkpoint does not count for the policy.
    #[error(transparent)]
    Verdict(#[from] VerdictRefusal),
    /// The log and too few witnesses signed: the entry is logged, its confirmation pending.
    #[error("too few of the policy's witnesses have cosigned")]
    NotConfirmed,
    /// The hashes do not lead from this entry to the root of the checkpoint.
    #[error(transparent)]
    Inclusion(#[from] ProofRefusal),
}

impl Proof {
    /// A proof from its parts. `extra` is for the application, and nothing authenticates it (PRF-2).
    pub fn new(
        extra: Option<Vec<u8>>,
        index: u64,
        hashes: Vec<Hash>,
        note: Note,
    ) -> Result<Proof, TlogProofRefusal> {
        let proof = Proof {
            extra,
            index,
            hashes,
            note,
        };
        // What could not be read back is no proof.
        Proof::parse(proof.to_string().as_bytes())
    }

    /// Reads a proof, and nothing before or after it.
    pub fn parse(bytes: &[u8]) -> Result<Proof, TlogProofRefusal> {
        let text = std::str::from_utf8(bytes).map_err(|_| TlogProofRefusal::Layout)?;
        let (head, note) = text.split_once("\n\n").ok_or(TlogProofRefusal::Layout)?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(FIRST_LINE) {
            return Err(TlogProofRefusal::Layout);
        }
        let extra = match lines.peek().and_then(|line| line.strip_prefix("extra ")) {
            None => None,
            Some(extra) => {
                lines.next();
                Some(parse_extra(extra).ok_or(TlogProofRefusal::Layout)?)
            }
        };
        let index = lines.next().and_then(|line| line.strip_prefix("index "));
        let index = index.and_then(decimal::parse).ok_or(TlogProofRefusal::Layout)?;
        let hashes: Option<Vec<Hash>> = lines.map(Hash::parse).collect();
        let hashes = hashes.ok_or(TlogProofRefusal::Layout)?;
        if hashes.len() > MOST_HASHES {
            return Err(TlogProofRefusal::Layout);
        }
        let note = Note::parse(note.as_bytes())?;
        Checkpoint::parse(note.text())?;
        Ok(Proof {
            extra,
            index,
            hashes,
            note,
        })
    }

    /// Whether `entry` stands in a log of the policy, at the index, in a tree that enough witnesses have seen.
    pub fn verify<'policy>(
        &self,
        policy: &'policy Policy,
        entry: &[u8],
    ) -> Result<Verdict<'policy>, TlogProofRefusal> {
        let verdict = self.judge(policy, entry)?;
        if verdict.is_confirmed {
            Ok(verdict)
        } else {
            Err(TlogProofRefusal::NotConfirmed)
        }
    }

    /// The same, whether enough witnesses have seen the tree or not: the verdict says so.
    pub fn judge<'policy>(
        &self,
        policy: &'policy Policy,
        entry: &[u8],
    ) -> Result<Verdict<'policy>, TlogProofRefusal> {
        let verdict = policy.judge(&self.note)?;
        let leaf_hash = leaf_hash::<Sha256>(entry);
        verify_inclusion::<Sha256>(leaf_hash, self.index, verdict.checkpoint.head(), &self.hashes)?;
        Ok(verdict)
    }

    /// Data for the application, which nothing authenticates.
    pub fn extra(&self) -> Option<&[u8]> {
        self.extra.as_deref()
    }

    /// The place of the entry in the log, from 0.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The inclusion proof, the sibling of the leaf first.
    pub fn hashes(&self) -> &[Hash] {
        &self.hashes
    }

    /// The signed checkpoint.
    pub fn note(&self) -> &Note {
        &self.note
    }
}

/// Some bytes, not none: without data the line is left out (PRF-2).
fn parse_extra(text: &str) -> Option<Vec<u8>> {
    let extra = base64::decode(text)?;
    if (1..=GREATEST_EXTRA).contains(&extra.len()) {
        Some(extra)
    } else {
        None
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", base64::encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.hashes.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.note)
    }
}

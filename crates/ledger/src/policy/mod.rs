//! Policies (c2sp.org/tlog-policy): which logs one reads, and whose cosignatures make a checkpoint confirmed.

mod parse;
mod quorum;

pub use parse::PolicyRefusal;
pub use quorum::Threshold;

use std::fmt;

use quorum::{Group, Quorum};
use thiserror::Error;

use crate::checkpoint::{Checkpoint, CheckpointRefusal};
use crate::note::{Note, SealRefusal, VerifierKey};

/// A log that is accepted: its key has the name of its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// The key, of Ed25519.
    pub key: VerifierKey,
    /// Where it is served; nothing here looks there.
    pub url: Option<Vec<u8>>,
}

/// A witness that may count. Its name means something within the policy only, and is any bytes but white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// What groups and the quorum call it.
    pub name: Vec<u8>,
    /// The key. One of ML-DSA-44 is accepted and never counts, as it cannot be verified here.
    pub key: VerifierKey,
    /// Where it is asked; nothing here looks there.
    pub url: Option<Vec<u8>>,
}

/// A policy. Prints in the one plain form, without comments, the quorum last; that form reads as the same policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    quorum: Quorum,
}

/// What a policy has to say of a checkpoint that one of its logs signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict<'policy> {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// The log that signed it.
    pub log: &'policy Log,
    /// The witnesses that cosigned, and when, in seconds since 1970.
    pub cosigned: Vec<(&'policy Witness, u64)>,
    /// Whether they are enough. Until then a record is logged, and its confirmation pending.
    pub is_confirmed: bool,
    /// Whether the policy asks for no witness at all, so that nobody but the log has to have seen anything.
    pub asks_nobody: bool,
    /// The first time by which a quorum had cosigned: no witness outside it can make this earlier. `None` if too few
    /// have, or the policy asks for none.
    pub quorum_by: Option<u64>,
    /// The last time since which a quorum has cosigned: no witness outside it can make this later. `None` as above.
    pub quorum_since: Option<u64>,
}

/// Why a checkpoint is none for this policy.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum VerdictRefusal {
    /// No checkpoint, no signature by its log, or a wrong one by somebody the policy knows.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointRefusal),
    /// The policy has no log of this name.
    #[error("the policy does not know the log {0}")]
    UnknownLog(String),
}

impl Policy {
    /// The logs that are accepted.
    pub fn logs(&self) -> &[Log] {
        &self.logs
    }

    /// The witnesses.
    pub fn witnesses(&self) -> &[Witness] {
        &self.witnesses
    }

    /// Who signed the checkpoint in this note, and whether that is enough. A signature that is wrong refuses the whole
    /// note, whoever of the policy's keys it pretends to be by.
    pub fn judge(&self, note: &Note) -> Result<Verdict<'_>, VerdictRefusal> {
        let checkpoint = Checkpoint::parse(note.text())?;
        let origin = checkpoint.origin();
        let of_origin = |log: &&Log| log.key.name().as_str() == origin;
        let mut candidates = self.logs.iter().filter(of_origin).peekable();
        if candidates.peek().is_none() {
            return Err(VerdictRefusal::UnknownLog(origin.to_owned()));
        }
        let all_keys = || {
            let logs = self.logs.iter().map(|log| &log.key);
            logs.chain(self.witnesses.iter().map(|witness| &witness.key))
        };
        let seals = note.verify(all_keys()).map_err(CheckpointRefusal::from)?;
        let signed = |log: &&Log| seals.iter().any(|seal| *seal.key == log.key);
        let log = candidates.find(signed).ok_or(CheckpointRefusal::NotByLog)?;
        let time_of = |witness: &Witness| seals.iter().find(|seal| *seal.key == witness.key)?.time;
        let times: Vec<Option<u64>> = self.witnesses.iter().map(time_of).collect();
        let cosigned = self.witnesses.iter().zip(&times);
        Ok(Verdict {
            checkpoint,
            log,
            cosigned: cosigned
                .filter_map(|(witness, time)| Some((witness, (*time)?)))
                .collect(),
            is_confirmed: self.is_met_by(&times),
            asks_nobody: self.quorum == Quorum::None,
            quorum_by: self.quorum_by(&times),
            quorum_since: self.quorum_since(&times),
        })
    }
}

impl From<SealRefusal> for VerdictRefusal {
    fn from(refusal: SealRefusal) -> Self {
        VerdictRefusal::Checkpoint(refusal.into())
    }
}

impl fmt::Display for Policy {
    /// Names and addresses that are not UTF-8 print with replacement characters: see [`Policy::to_bytes`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.to_bytes()))
    }
}

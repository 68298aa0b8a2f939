use thiserror::Error;

use super::keys::KeyFailure;
use super::request::TwinHead;
use crate::memory::MemoryFailure;

/// Why the signer does not sign. The log stops, and says so to whoever runs it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The request is none.
    #[error("the signer does not understand the request")]
    Malformed,
    /// Another log's checkpoint.
    #[error("the signer signs for {0} only")]
    Origin(String),
    /// The log is smaller than what was signed: its database was restored from a backup, or somebody else goes on with it.
    #[error(
        "the log was set back: it has {asked} entries, but {} were signed already (root {}). Nothing was signed. \
         Complete the log from its published files up to that size, in the same order, and go on from there; no size \
         is ever signed with two different contents", last.size, last.root
    )]
    SetBack {
        /// The size that was to be signed.
        asked: u64,
        /// What was signed last.
        last: TwinHead,
    },
    /// The proof does not start from what was signed last.
    #[error("the proof starts from {old} entries, but {} were signed last: ask again with a proof from there", last.size)]
    OtherSize {
        /// The size the proof starts from.
        old: u64,
        /// What was signed last.
        last: TwinHead,
    },
    /// The log contradicts what was signed, or the proof is wrong.
    #[error(
        "the log does not continue what was signed last ({} entries, root {}). Nothing was signed. Stop the log, \
         compare it with its published files, and complete it from them; no size is ever signed with two different \
         contents", last.size, last.root
    )]
    Fork {
        /// What was signed last.
        last: TwinHead,
    },
    /// A key or a disk failed; the words are for whoever runs the signer.
    #[error("the signer cannot sign: {0}")]
    Failed(String),
    /// There is no signer at that socket, or it does not answer.
    #[error("the signer does not answer: {0}")]
    Silent(String),
}

impl Refusal {
    /// Something panicked while it held the memory.
    pub(super) fn dead() -> Refusal {
        Refusal::Failed("it stopped in the middle of something: start it again".to_owned())
    }
}

impl From<MemoryFailure> for Refusal {
    fn from(failure: MemoryFailure) -> Self {
        Refusal::Failed(failure.to_string())
    }
}

impl From<KeyFailure> for Refusal {
    fn from(failure: KeyFailure) -> Self {
        Refusal::Failed(failure.to_string())
    }
}

//! Checkpoints (c2sp.org/tlog-checkpoint v1.0.0): a head of a named log, as the text of a signed note.

use std::fmt;

use thiserror::Error;

use crate::decimal;
use crate::hash::{Hash, Sha256};
use crate::note::{self, Algorithm, KeyName, Note, Seal, SealRefusal, VerifierKey};
use crate::tree::Head;

/// The head of a log. Prints as the body of its note, with the newline at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    head: Head,
    extensions: Vec<String>,
}

/// Why a note is not a checkpoint that counts.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CheckpointRefusal {
    /// Not an origin, a size, a root and non-empty lines after them (CP-1, CP-6).
    #[error("a checkpoint is an origin, a decimal size, a root in base64, and no empty line")]
    Layout,
    /// A tree without leaves has one root only (CP-2).
    #[error("the root of the empty tree is the hash of nothing")]
    EmptyRoot,
    /// The signatures do not count.
    #[error(transparent)]
    Seal(#[from] SealRefusal),
    /// The log itself did not sign, by Ed25519 and under the name of its origin (CP-4, CP-5).
    #[error("the log that the checkpoint names did not sign it")]
    NotByLog,
}

impl Checkpoint {
    /// The checkpoint of a log whose key has the name `origin`. It has no extension lines: nobody can audit them
    /// (CP-1).
    pub fn new(origin: &KeyName, head: Head) -> Result<Checkpoint, CheckpointRefusal> {
        let checkpoint = Checkpoint {
            origin: origin.to_string(),
            head,
            extensions: Vec::new(),
        };
        Checkpoint::parse(&checkpoint.to_string())
    }

    /// Reads the text of a note. Extension lines of others are kept, as they are signed too.
    pub fn parse(text: &str) -> Result<Checkpoint, CheckpointRefusal> {
        let body = text.strip_suffix('\n').ok_or(CheckpointRefusal::Layout)?;
        if body.contains(note::is_forbidden) {
            return Err(CheckpointRefusal::Layout);
        }
        let mut lines = body.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(CheckpointRefusal::Layout);
        };
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        if origin.is_empty() || extensions.iter().any(String::is_empty) {
            return Err(CheckpointRefusal::Layout);
        }
        let head = Head {
            size: decimal::parse(size).ok_or(CheckpointRefusal::Layout)?,
            root: Hash::parse(root).ok_or(CheckpointRefusal::Layout)?,
        };
        if head.size == 0 && head != Head::empty::<Sha256>() {
            return Err(CheckpointRefusal::EmptyRoot);
        }
        Ok(Checkpoint {
            origin: origin.to_owned(),
            head,
            extensions,
        })
    }

    /// The checkpoint in a note, if its log signed it by Ed25519, and the seals of all the keys one knows.
    ///
    /// `log` is the key of the log; `others` are keys of witnesses. That the log signed says nothing of what it showed
    /// to others: for that, see the policy.
    pub fn open<'key>(
        note: &Note,
        log: &'key VerifierKey,
        others: impl IntoIterator<Item = &'key VerifierKey>,
    ) -> Result<(Checkpoint, Vec<Seal<'key>>), CheckpointRefusal> {
        let checkpoint = Checkpoint::parse(note.text())?;
        let seals = note.verify(std::iter::once(log).chain(others))?;
        let is_logs = checkpoint.origin == log.name().as_str() && log.algorithm() == Algorithm::Ed25519;
        if is_logs && seals.iter().any(|seal| seal.key == log) {
            Ok((checkpoint, seals))
        } else {
            Err(CheckpointRefusal::NotByLog)
        }
    }

    /// Which log it is of.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Size and root.
    pub fn head(&self) -> Head {
        self.head
    }

    /// Lines behind the root, without meaning here.
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.head.size, self.head.root)?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

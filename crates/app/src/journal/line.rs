use domain::decision::Decision;
use domain::ids::PersonId;
use domain::time::Timestamp;
use sha2::{Digest, Sha256};

use crate::{Error, Result};

/// Where the journal ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The number of its last line; 0 when there is none.
    pub seq: i64,
    /// The hash of its last line; empty when there is none.
    pub hash: Vec<u8>,
    /// When its last line was written.
    pub at: Timestamp,
}

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1 without gaps.
    pub seq: i64,
    /// When, by the platform's clock.
    pub at: Timestamp,
    /// Who; nobody for what the platform does by itself.
    pub actor: Option<PersonId>,
    /// The kind of decision.
    pub kind: String,
    /// The decision as JSON.
    pub body: String,
    /// SHA-256 over the hash of the line before and everything above.
    pub hash: Vec<u8>,
}

impl Head {
    /// The line that comes next; the head moves on to it.
    pub fn next(&mut self, at: Timestamp, actor: Option<PersonId>, decision: &Decision) -> Result<Line> {
        let body = serde_json::to_string(decision).map_err(Error::failed)?;
        let seq = self.seq + 1;
        let mut line = Line {
            seq,
            at,
            actor,
            kind: decision.kind().to_owned(),
            body,
            hash: Vec::new(),
        };
        line.hash = line.hash_after(&self.hash);
        *self = Self {
            seq,
            hash: line.hash.clone(),
            at,
        };
        Ok(line)
    }
}

impl Line {
    /// What the hash of this line must be after a line with that hash.
    #[must_use]
    pub fn hash_after(&self, before: &[u8]) -> Vec<u8> {
        let actor = self.actor.map_or([0; 16], |person| person.0.into_bytes());
        let mut hash = Sha256::new();
        hash.update(before);
        hash.update(self.seq.to_be_bytes());
        hash.update(self.at.0.to_be_bytes());
        hash.update(actor);
        // lengths first, so that no byte can wander from one field into the next
        for text in [&self.kind, &self.body] {
            hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(text);
        }
        hash.finalize().to_vec()
    }
}

//! What is asked of a signer, in the shape in which witnesses are asked (WIT-1), with the second tree in the place of
//! the signatures that are to come.
//!
//! ```text
//! old <size both proofs start from>
//! <base64 of a hash>                    (the consistency proof by SHA-256)
//!
//! <the checkpoint: origin, size, root>
//!
//! sm3 <base64 of the root by SM3>
//! <base64 of a hash>                    (the consistency proof by SM3)
//! ```

use std::fmt;

use ledger::checkpoint::Checkpoint;
use ledger::hash::{Hash, Sha256, Sm3};
use ledger::tree::Head;

use super::Refusal;
use crate::wire;

/// A head of both trees over the same leaves. Prints as three lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwinHead {
    /// The number of leaves.
    pub size: u64,
    /// The root by SHA-256.
    pub root: Hash,
    /// The root by SM3.
    pub sm3_root: Hash,
}

/// A checkpoint to be signed, and the proofs that it continues the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    old: u64,
    proof: Vec<Hash>,
    checkpoint: Checkpoint,
    sm3_root: Hash,
    sm3_proof: Vec<Hash>,
}

impl TwinHead {
    /// Before the first leaf.
    pub fn empty() -> TwinHead {
        let Head { size, root } = Head::empty::<Sha256>();
        TwinHead {
            size,
            root,
            sm3_root: Head::empty::<Sm3>().root,
        }
    }

    /// By SHA-256.
    pub fn sha256(&self) -> Head {
        let (size, root) = (self.size, self.root);
        Head { size, root }
    }

    /// By SM3.
    pub fn sm3(&self) -> Head {
        let (size, root) = (self.size, self.sm3_root);
        Head { size, root }
    }

    pub(super) fn parse(text: &str) -> Option<TwinHead> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let head = TwinHead {
            size: wire::number(lines.next()?)?,
            root: Hash::parse(lines.next()?)?,
            sm3_root: Hash::parse(lines.next()?)?,
        };
        lines.next().is_none().then_some(head)
    }
}

impl fmt::Display for TwinHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.size, self.root, self.sm3_root)
    }
}

impl Request {
    /// A request from its parts: what is to be signed, the root by SM3 of the same leaves, and the proofs from the tree
    /// of `old` leaves, by SHA-256 and by SM3. A checkpoint with lines behind its root is not signed here.
    pub fn new(
        checkpoint: Checkpoint,
        sm3_root: Hash,
        old: u64,
        proof: Vec<Hash>,
        sm3_proof: Vec<Hash>,
    ) -> Result<Request, Refusal> {
        let request = Request {
            old,
            proof,
            checkpoint,
            sm3_root,
            sm3_proof,
        };
        // What could not be read back is no request.
        Request::parse(&request.to_string())
    }

    pub(super) fn parse(text: &str) -> Result<Request, Refusal> {
        Request::parts(text).ok_or(Refusal::Malformed)
    }

    fn parts(text: &str) -> Option<Request> {
        let mut parts = text.splitn(3, "\n\n");
        let mut lines = parts.next()?.split('\n');
        let old = wire::number(lines.next()?.strip_prefix("old ")?)?;
        let proof = hashes(lines)?;
        let checkpoint = Checkpoint::parse(&format!("{}\n", parts.next()?)).ok()?;
        let mut lines = parts.next()?.strip_suffix('\n')?.split('\n');
        let sm3_root = Hash::parse(lines.next()?.strip_prefix("sm3 ")?)?;
        let is_plain = checkpoint.extensions().is_empty() && old <= checkpoint.head().size;
        let is_one_empty_tree = checkpoint.head().size > 0 || sm3_root == TwinHead::empty().sm3_root;
        let request = Request {
            old,
            proof,
            checkpoint,
            sm3_root,
            sm3_proof: hashes(lines)?,
        };
        (is_plain && is_one_empty_tree).then_some(request)
    }

    /// What is to be signed.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The head of both trees that is to be signed.
    pub fn head(&self) -> TwinHead {
        let Head { size, root } = self.checkpoint.head();
        let sm3_root = self.sm3_root;
        TwinHead { size, root, sm3_root }
    }

    /// The size the proofs start from.
    pub fn old(&self) -> u64 {
        self.old
    }

    pub(super) fn proof(&self) -> &[Hash] {
        &self.proof
    }

    pub(super) fn sm3_proof(&self) -> &[Hash] {
        &self.sm3_proof
    }
}

/// At most as many as a tree can ask for.
fn hashes<'line>(lines: impl Iterator<Item = &'line str>) -> Option<Vec<Hash>> {
    let hashes: Vec<Hash> = lines.map(Hash::parse).collect::<Option<_>>()?;
    (hashes.len() <= 64).then_some(hashes)
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        writeln!(f, "\n{}\nsm3 {}", self.checkpoint, self.sm3_root)?;
        self.sm3_proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))
    }
}

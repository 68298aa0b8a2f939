//! The key of a log, which signs its heads one after the other and never two that contradict each other.

use ed25519_dalek::{Signer, SigningKey};
use thiserror::Error;

use super::{Algorithm, KeyName, KeyRefusal, Signature, VerifierKey};
use crate::checkpoint::Checkpoint;
use crate::hash::{Hash, Sha256};
use crate::tree::{Head, ProofRefusal, verify_consistency};

/// A key that signs with Ed25519 as a log does (type 0x01).
pub struct LogKey {
    secret: SigningKey,
    verifier: VerifierKey,
}

/// Why a key does not sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SignRefusal {
    /// The key of one log does not sign for another one (CP-4).
    #[error("this key is not the one of that log")]
    Origin,
    /// The checkpoint contradicts the one that was signed or seen last (CP-3).
    #[error("the checkpoint does not continue the last one: {0}")]
    Succession(#[from] ProofRefusal),
    /// A checkpoint goes by [`LogKey::sign_checkpoint`] alone.
    #[error("a checkpoint is signed only after the one before it")]
    Checkpoint,
    /// A text that cannot stand in a note, or a time that cannot stand in a cosignature.
    #[error("this text or time cannot be signed")]
    Unsignable,
}

impl LogKey {
    /// The key from its 32 secret bytes, which the caller draws and keeps.
    pub fn from_seed(name: KeyName, seed: &[u8; 32]) -> Result<LogKey, KeyRefusal> {
        let secret = SigningKey::from_bytes(seed);
        let verifier = verifier(name, Algorithm::Ed25519, &secret)?;
        Ok(LogKey { secret, verifier })
    }

    /// The public half.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// Signs the next checkpoint, if the proof shows that it continues the head that was signed last (CP-3):
    /// [`Head::empty`] before the first. The caller keeps that head in a durable place of the signer's own, and writes
    /// the new one there before the signature leaves.
    pub fn sign_checkpoint(
        &self,
        last: Head,
        next: &Checkpoint,
        proof: &[Hash],
    ) -> Result<Signature, SignRefusal> {
        if next.origin() != self.verifier.name().as_str() {
            return Err(SignRefusal::Origin);
        }
        verify_consistency::<Sha256>(last, next.head(), proof)?;
        Ok(self.sign(&next.to_string()))
    }

    /// Signs any other text, which ends in a newline. What reads as a checkpoint of this log is refused.
    pub fn sign_text(&self, text: &str) -> Result<Signature, SignRefusal> {
        if text.lines().next() == Some(self.verifier.name().as_str()) {
            return Err(SignRefusal::Checkpoint);
        }
        if !text.ends_with('\n') || text.contains(super::is_forbidden) {
            return Err(SignRefusal::Unsignable);
        }
        Ok(self.sign(text))
    }

    fn sign(&self, text: &str) -> Signature {
        let signature = self.secret.sign(text.as_bytes());
        Signature::by(&self.verifier, signature.to_bytes().to_vec())
    }
}

/// The public half of an Ed25519 key, as a key of the given kind.
pub(crate) fn verifier(
    name: KeyName,
    algorithm: Algorithm,
    secret: &SigningKey,
) -> Result<VerifierKey, KeyRefusal> {
    let public = secret.verifying_key();
    VerifierKey::new(name, &[algorithm.type_bytes(), public.as_bytes()].concat())
}

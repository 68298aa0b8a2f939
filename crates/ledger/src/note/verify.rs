//! Which of the keys one knows signed a note.

use ed25519_dalek::{Signature as Ed25519Signature, VerifyingKey};
use thiserror::Error;

use super::key::PublicKey;
use super::{Note, Signature, VerifierKey};
use crate::cosignature;
use crate::hash::Hash;

/// The signature of a known key, verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal<'key> {
    /// Whose signature it is.
    pub key: &'key VerifierKey,
    /// When a cosigner says to have signed, in seconds since 1970 (COS-1).
    pub time: Option<u64>,
    /// The root by SM3 that an SM2 signature speaks for beside the text.
    pub sm3_root: Option<Hash>,
}

/// Why no signature of a note counts.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SealRefusal {
    /// A line names a known key, and that key did not sign this: the whole note is refused (NOTE-8).
    #[error("the signature of the known key {0} is wrong")]
    Wrong(String),
    /// Two lines by the same known key (NOTE-12).
    #[error("the known key {0} signed twice")]
    Twice(String),
    /// Two known keys have the same name and the same id, so that nobody could tell whose signature it is.
    #[error("two known keys are called {0} and have the same id")]
    Ambiguous(String),
    /// Nobody one knows signed (NOTE-8).
    #[error("no known key signed")]
    Nobody,
}

impl Note {
    /// The signatures of the keys in `known`, verified, in the order of their lines.
    ///
    /// Lines by other keys are passed over, even if they share the name or the id of a known one (NOTE-8). A key of
    /// ML-DSA-44 is passed over too: it cannot be verified here, so it never counts.
    pub fn verify<'key>(
        &self,
        known: impl IntoIterator<Item = &'key VerifierKey>,
    ) -> Result<Vec<Seal<'key>>, SealRefusal> {
        let known: Vec<&VerifierKey> = known.into_iter().collect();
        let mut seals: Vec<Seal<'key>> = Vec::new();
        for signature in self.signatures() {
            let mut named = known.iter().filter(|key| signature.is_named_like(key));
            let Some(key) = named.next() else { continue };
            let name = || key.name().to_string();
            if named.any(|other| other != key) {
                return Err(SealRefusal::Ambiguous(name()));
            }
            if matches!(key.public(), PublicKey::MlDsa44Cosignature(_)) {
                continue;
            }
            if seals.iter().any(|seal| seal.key == *key) {
                return Err(SealRefusal::Twice(name()));
            }
            seals.push(seal(key, self.text(), signature.bytes()).ok_or_else(|| SealRefusal::Wrong(name()))?);
        }
        if seals.is_empty() {
            Err(SealRefusal::Nobody)
        } else {
            Ok(seals)
        }
    }
}

impl Signature {
    fn is_named_like(&self, key: &VerifierKey) -> bool {
        self.name() == key.name() && self.id() == key.id()
    }
}

/// `None` unless this key signed this text.
fn seal<'key>(key: &'key VerifierKey, text: &str, bytes: &[u8]) -> Option<Seal<'key>> {
    let (mut time, mut sm3_root) = (None, None);
    match key.public() {
        PublicKey::Ed25519(public) => verify_ed25519(public, text.as_bytes(), bytes)?,
        PublicKey::Ed25519Cosignature(public) => {
            let (at, bytes) = cosignature::split_time(bytes)?;
            verify_ed25519(public, cosignature::message(text, at).as_bytes(), bytes)?;
            time = Some(at);
        }
        PublicKey::MlDsa44Cosignature(_) => return None,
        PublicKey::Sm2Sm3(public) => sm3_root = Some(public.verify(text, bytes)?),
    }
    Some(Seal { key, time, sm3_root })
}

/// Strictly: neither the key nor the nonce point may be of small order, so that all verifiers agree.
fn verify_ed25519(public: &VerifyingKey, message: &[u8], bytes: &[u8]) -> Option<()> {
    let signature = Ed25519Signature::from_slice(bytes).ok()?;
    public.verify_strict(message, &signature).ok()
}

//! Cosignatures (c2sp.org/tlog-cosignature v1.0.1): a witness says that at some time this was the largest consistent
//! tree it had seen of that log (COS-5).
//!
//! A cosigner uses its key for nothing else, least of all for a log of its own: the message does not name the cosigner
//! (COS-4). ML-DSA-44 cosignatures (0x06) are recognised and passed over.

use ed25519_dalek::{Signer, SigningKey};

use crate::GREATEST;
use crate::checkpoint::Checkpoint;
use crate::hash::{Hash, Sha256};
use crate::note::{self, Algorithm, KeyName, KeyRefusal, Note, SignRefusal, Signature, VerifierKey};
use crate::tree::{Head, verify_consistency};

/// A key that cosigns with Ed25519 as a witness does (type 0x04).
pub struct WitnessKey {
    secret: SigningKey,
    verifier: VerifierKey,
}

impl WitnessKey {
    /// The key from its 32 secret bytes, which the caller draws and keeps.
    pub fn from_seed(name: KeyName, seed: &[u8; 32]) -> Result<WitnessKey, KeyRefusal> {
        let secret = SigningKey::from_bytes(seed);
        let verifier = note::verifier(name, Algorithm::Ed25519Cosignature, &secret)?;
        Ok(WitnessKey { secret, verifier })
    }

    /// The public half.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// Cosigns a checkpoint at `time` (seconds since 1970, not 0), if the proof shows that it continues the largest
    /// head this witness has seen of that log: [`Head::empty`] before the first. The same head may be cosigned again.
    ///
    /// The caller has verified the log's signature, and stores the new head before the cosignature leaves.
    pub fn cosign(
        &self,
        seen: Head,
        checkpoint: &Checkpoint,
        proof: &[Hash],
        time: u64,
    ) -> Result<Signature, SignRefusal> {
        if time == 0 || time > GREATEST {
            return Err(SignRefusal::Unsignable);
        }
        verify_consistency::<Sha256>(seen, checkpoint.head(), proof)?;
        let signature = self
            .secret
            .sign(message(&checkpoint.to_string(), time).as_bytes());
        let bytes = [time.to_be_bytes().as_slice(), &signature.to_bytes()].concat();
        Ok(Signature::by(&self.verifier, bytes))
    }
}

/// What is signed: a line of its own, so that nothing else is ever taken for a cosignature, the time, and the body of
/// the checkpoint with its extension lines (COS-1).
pub(crate) fn message(checkpoint: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{checkpoint}")
}

/// The time before the signature; 0 and what is over 2^63 − 1 is no time (COS-3).
pub(crate) fn split_time(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (time, signature) = bytes.split_first_chunk()?;
    let time = u64::from_be_bytes(*time);
    if (1..=GREATEST).contains(&time) {
        Some((time, signature))
    } else {
        None
    }
}

/// The newest time (seconds since 1970) that a line of a checkpoint claims for its Ed25519 cosignature; lines in the
/// log's own name are none. Nothing is verified.
pub fn newest_claimed(note: &Note) -> Option<u64> {
    const BYTES: usize = 8 + 64;
    let log = note.text().lines().next();
    let others = note
        .signatures()
        .iter()
        .filter(|line| Some(line.name().as_str()) != log && line.bytes().len() == BYTES);
    others
        .filter_map(|line| split_time(line.bytes()))
        .map(|(time, _)| time)
        .max()
}

//! The national signature beside the international one: a line by SM2 with SM3 (GB/T 32918, GB/T 32905) that a log
//! adds to its checkpoint. C2SP has no type for it, so it has one of its own (0xff), which others pass over.
//!
//! It speaks for the text of the checkpoint and for the root of the same leaves by SM3, which stands in the signature
//! line itself. The library under it was not assessed: it is for development and for verifying; a log in service signs
//! with a certified module and gives the same bytes.

use sm2::dsa::signature::{Signer, Verifier};
use sm2::dsa::{Signature as Sm2Signature, SigningKey, VerifyingKey};
use sm2::elliptic_curve::sec1::ToSec1Point;

use crate::checkpoint::Checkpoint;
use crate::hash::{HASH_BYTES, Hash};
use crate::note::{Algorithm, KeyName, KeyRefusal, Signature, VerifierKey};

/// What stands before a public key of this kind, and is hashed into its id.
pub(crate) const TYPE: &[u8] = b"\xffgk.sm2sm3.v1";

/// The distinguishing identifier of GM/T 0009, which everybody uses who was not given one.
const IDENTIFIER: &str = "1234567812345678";

/// A public key: a point of the SM2 curve, uncompressed (65 bytes: 0x04, x, y).
#[derive(Clone, Debug)]
pub(crate) struct PublicKey(VerifyingKey);

/// A key that signs by SM2 with SM3 for the log of its name.
pub struct Sm2Key {
    secret: SigningKey,
    verifier: VerifierKey,
}

impl PublicKey {
    /// `None` unless it is a point of the curve in its uncompressed form.
    pub(crate) fn parse(bytes: &[u8]) -> Option<PublicKey> {
        if bytes.len() != 65 {
            return None;
        }
        VerifyingKey::from_sec1_bytes(IDENTIFIER, bytes)
            .ok()
            .map(PublicKey)
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0.as_affine().to_sec1_point(false).as_bytes().to_vec()
    }

    /// The root by SM3 that this key signed together with the text: 32 bytes, before the 64 of r and s.
    pub(crate) fn verify(&self, text: &str, bytes: &[u8]) -> Option<Hash> {
        let (root, signature) = bytes.split_first_chunk::<HASH_BYTES>()?;
        let signature = Sm2Signature::from_slice(signature).ok()?;
        let root = Hash(*root);
        self.0.verify(message(text, root).as_bytes(), &signature).ok()?;
        Some(root)
    }
}

impl Sm2Key {
    /// The key from its 32 secret bytes, which the caller draws and keeps: a number below the order of the curve.
    pub fn from_secret(name: KeyName, secret: &[u8; 32]) -> Result<Sm2Key, KeyRefusal> {
        let secret = SigningKey::from_slice(IDENTIFIER, secret).map_err(|_| KeyRefusal::Key)?;
        let public = PublicKey(secret.verifying_key().clone()).to_bytes();
        let verifier = VerifierKey::new(name, &[Algorithm::Sm2Sm3.type_bytes(), &public].concat())?;
        Ok(Sm2Key { secret, verifier })
    }

    /// The public half.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// Signs a checkpoint that the log's Ed25519 key has signed already, and the root by SM3 over the same leaves.
    /// The nonce follows from key and message (RFC 6979), so no chance is needed.
    ///
    /// `None` if the checkpoint is of another log.
    pub fn sign(&self, checkpoint: &Checkpoint, sm3_root: Hash) -> Option<Signature> {
        let key = &self.verifier;
        if checkpoint.origin() != key.name().as_str() {
            return None;
        }
        let message = message(&checkpoint.to_string(), sm3_root);
        let signature: Sm2Signature = self.secret.try_sign(message.as_bytes()).ok()?;
        let bytes = [sm3_root.as_bytes().as_slice(), &signature.to_bytes()].concat();
        Some(Signature::by(key, bytes))
    }
}

/// What is signed: a line of its own, the root by SM3, and the body of the checkpoint. For whoever has the key in a
/// module of its own; the bytes of the [`Signature`] are that root, r and s.
pub fn message(checkpoint: &str, sm3_root: Hash) -> String {
    format!("gk.sm2sm3.v1\n{sm3_root}\n{checkpoint}")
}

//! Keys: their names, their ids, and the one line they are written in.

use std::fmt;

use ed25519_dalek::VerifyingKey;
use thiserror::Error;

use crate::base64;
use crate::hash::{HashFunction, Sha256};
use crate::sm2sm3;

/// The length of an ML-DSA-44 public key in bytes (FIPS 204).
const ML_DSA_44_KEY: usize = 1312;

/// The name of a key, for a log its origin: not empty, without white space, `+` or control characters (NOTE-4).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyName(String);

/// The first four bytes of a hash over name, algorithm and key: tells keys apart, and proves nothing (NOTE-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub [u8; 4]);

/// What a key signs, and how (NOTE-7). Other types are refused, not guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// 0x01: Ed25519 over the text of the note.
    Ed25519,
    /// 0x04: Ed25519 over the text of a checkpoint and a time (tlog-cosignature).
    Ed25519Cosignature,
    /// 0x06: ML-DSA-44 over a checkpoint and a time. Recognised, never verified: it counts as nobody's signature.
    MlDsa44Cosignature,
    /// 0xff and `gk.sm2sm3.v1`: SM2 with SM3 over the text of a checkpoint and its root by SM3.
    Sm2Sm3,
}

/// A public key with its name, by which signatures are recognised and verified.
#[derive(Clone, Debug)]
pub struct VerifierKey {
    name: KeyName,
    id: KeyId,
    public: PublicKey,
}

#[derive(Clone, Debug)]
pub(crate) enum PublicKey {
    Ed25519(VerifyingKey),
    Ed25519Cosignature(VerifyingKey),
    MlDsa44Cosignature(Box<[u8; ML_DSA_44_KEY]>),
    Sm2Sm3(Box<sm2sm3::PublicKey>),
}

/// Why a line is not a verifier key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum KeyRefusal {
    /// Not `<name>+<8 digits of lowercase hex>+<base64>` (NOTE-10, NOTE-11).
    #[error(
        "a verifier key is a name, eight digits of lowercase hex, and canonical base64, with + between them"
    )]
    Layout,
    /// A name that no key may have (NOTE-4).
    #[error("a key name is not empty and has no white space, plus or control characters")]
    Name,
    /// An algorithm that is not one of [`Algorithm`] (NOTE-7).
    #[error("this type of key is not supported")]
    Algorithm,
    /// Not a public key of its algorithm, or one that anybody can sign for.
    #[error("this is not a public key of its type")]
    Key,
    /// The id is not that of this name and key (NOTE-10).
    #[error("the id does not belong to this name and key")]
    Id,
}

impl KeyName {
    /// `None` if no key may have this name.
    pub fn parse(name: &str) -> Option<KeyName> {
        let is_wrong = |sign: char| sign.is_whitespace() || sign == '+' || sign < ' ';
        if name.is_empty() || name.contains(is_wrong) {
            return None;
        }
        Some(KeyName(name.to_owned()))
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

impl VerifierKey {
    /// A key by its name and its public key, the type before it: what stands base64-encoded at the end of the line.
    pub fn new(name: KeyName, typed_key: &[u8]) -> Result<VerifierKey, KeyRefusal> {
        let public = PublicKey::parse(typed_key)?;
        Ok(VerifierKey {
            id: key_id(&name, typed_key),
            name,
            public,
        })
    }

    /// Reads a verifier key (vkey), strictly: one way to write each key (NOTE-10).
    pub fn parse(line: &str) -> Result<VerifierKey, KeyRefusal> {
        let mut parts = line.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyRefusal::Layout);
        };
        let name = KeyName::parse(name).ok_or(KeyRefusal::Name)?;
        let typed_key = base64::decode(key).ok_or(KeyRefusal::Layout)?;
        let is_hex = |digit: u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
        if id.len() != 8 || !id.bytes().all(is_hex) {
            return Err(KeyRefusal::Layout);
        }
        let key = VerifierKey::new(name, &typed_key)?;
        if key.id.to_string() == id {
            Ok(key)
        } else {
            Err(KeyRefusal::Id)
        }
    }

    /// The name.
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// The id.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// The algorithm.
    pub fn algorithm(&self) -> Algorithm {
        match self.public {
            PublicKey::Ed25519(_) => Algorithm::Ed25519,
            PublicKey::Ed25519Cosignature(_) => Algorithm::Ed25519Cosignature,
            PublicKey::MlDsa44Cosignature(_) => Algorithm::MlDsa44Cosignature,
            PublicKey::Sm2Sm3(_) => Algorithm::Sm2Sm3,
        }
    }

    /// The public key without its type: the same bytes under two names or types are one key.
    pub fn key_bytes(&self) -> Vec<u8> {
        match &self.public {
            PublicKey::Ed25519(key) | PublicKey::Ed25519Cosignature(key) => key.as_bytes().to_vec(),
            PublicKey::MlDsa44Cosignature(key) => key.to_vec(),
            PublicKey::Sm2Sm3(key) => key.to_bytes().to_vec(),
        }
    }

    pub(crate) fn public(&self) -> &PublicKey {
        &self.public
    }

    fn typed_key(&self) -> Vec<u8> {
        [self.algorithm().type_bytes(), &self.key_bytes()].concat()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = base64::encode(&self.typed_key());
        write!(f, "{}+{}+{key}", self.name, self.id)
    }
}

impl PartialEq for VerifierKey {
    fn eq(&self, other: &VerifierKey) -> bool {
        self.name == other.name && self.typed_key() == other.typed_key()
    }
}

impl Eq for VerifierKey {}

impl Algorithm {
    /// What stands before a public key: one byte, and behind 0xff a longer identifier.
    pub(crate) fn type_bytes(self) -> &'static [u8] {
        match self {
            Algorithm::Ed25519 => &[0x01],
            Algorithm::Ed25519Cosignature => &[0x04],
            Algorithm::MlDsa44Cosignature => &[0x06],
            Algorithm::Sm2Sm3 => sm2sm3::TYPE,
        }
    }
}

impl PublicKey {
    fn parse(typed_key: &[u8]) -> Result<PublicKey, KeyRefusal> {
        if let Some(key) = typed_key.strip_prefix(sm2sm3::TYPE) {
            let key = sm2sm3::PublicKey::parse(key).ok_or(KeyRefusal::Key)?;
            return Ok(PublicKey::Sm2Sm3(Box::new(key)));
        }
        match typed_key.split_first() {
            Some((0x01, key)) => ed25519(key).map(PublicKey::Ed25519),
            Some((0x04, key)) => ed25519(key).map(PublicKey::Ed25519Cosignature),
            Some((0x06, key)) => {
                let key = key.try_into().map_err(|_| KeyRefusal::Key)?;
                Ok(PublicKey::MlDsa44Cosignature(Box::new(key)))
            }
            _ => Err(KeyRefusal::Algorithm),
        }
    }
}

/// Keys of small order are refused: for them a signature can be made that fits every text.
fn ed25519(bytes: &[u8]) -> Result<VerifyingKey, KeyRefusal> {
    let bytes = bytes.try_into().map_err(|_| KeyRefusal::Key)?;
    let key = VerifyingKey::from_bytes(bytes).map_err(|_| KeyRefusal::Key)?;
    if key.is_weak() {
        Err(KeyRefusal::Key)
    } else {
        Ok(key)
    }
}

fn key_id(name: &KeyName, typed_key: &[u8]) -> KeyId {
    let hash = Sha256::hash(&[name.0.as_bytes(), b"\n", typed_key]);
    let [a, b, c, d, ..] = hash.0;
    KeyId([a, b, c, d])
}

//! The public key of a passkey (RFC 9052, RFC 9053), in the three kinds that platforms make.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};

use super::cbor::Cbor;

/// The algorithms that are offered, the best first; Windows Hello on older machines knows the last alone.
pub(super) const ALGORITHMS: [i64; 3] = [-8, -7, -257];

/// A key that checks signatures.
pub(super) enum PublicKey<'k> {
    P256(Vec<u8>),
    Ed25519(&'k [u8]),
    Rsa { n: &'k [u8], e: &'k [u8] },
}

impl<'k> PublicKey<'k> {
    /// A key as authenticators write it: type, algorithm and curve must fit each other.
    pub(super) fn of(key: &Cbor<'k>) -> Option<Self> {
        let number = |label| key.get(&Cbor::Int(label)).and_then(Cbor::int);
        let part = |label| key.get(&Cbor::Int(label)).and_then(Cbor::bytes);
        match (number(1)?, number(3)?) {
            (2, -7) if number(-1) == Some(1) => {
                let (x, y) = (part(-2)?, part(-3)?);
                let whole = x.len() == 32 && y.len() == 32;
                whole.then(|| Self::P256([&[4], x, y].concat()))
            }
            (1, -8) if number(-1) == Some(6) => {
                let x = part(-2)?;
                (x.len() == 32).then_some(Self::Ed25519(x))
            }
            (3, -257) => Some(Self::Rsa {
                n: part(-1)?,
                e: part(-2)?,
            }),
            _ => None,
        }
    }

    /// Its algorithm.
    pub(super) fn algorithm(&self) -> i64 {
        match self {
            Self::P256(_) => -7,
            Self::Ed25519(_) => -8,
            Self::Rsa { .. } => -257,
        }
    }

    /// Whether it has signed this.
    pub(super) fn has_signed(&self, said: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::P256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point)
                .verify(said, signature)
                .is_ok(),
            Self::Ed25519(point) => UnparsedPublicKey::new(&ED25519, point)
                .verify(said, signature)
                .is_ok(),
            Self::Rsa { n, e } => RsaPublicKeyComponents { n, e }
                .verify(&RSA_PKCS1_2048_8192_SHA256, said, signature)
                .is_ok(),
        }
    }
}

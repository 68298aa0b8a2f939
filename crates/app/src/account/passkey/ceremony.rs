//! Whether what a browser brings from an authenticator holds: W3C Web Authentication Level 3, sections 7.1 and 7.2. The
//! numbers are those of its steps.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::Party;
use super::cbor::Cbor;
use super::key::PublicKey;

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const MAY_BE_COPIED: u8 = 1 << 3;
const IS_COPIED: u8 = 1 << 4;
const HAS_CREDENTIAL: u8 = 1 << 6;
const HAS_EXTENSIONS: u8 = 1 << 7;
/// Longer ids are not taken (7.1, 25).
const LONGEST_CREDENTIAL: usize = 1023;

/// Why it does not hold; for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum Unfit {
    #[error("it cannot be read")]
    Unreadable,
    #[error("it is from another ceremony")]
    Type,
    #[error("it is from another origin")]
    Origin,
    #[error("it is from a page inside another site")]
    Embedded,
    #[error("it is for another relying party")]
    Party,
    #[error("nobody touched the authenticator")]
    Presence,
    #[error("the authenticator did not verify its user")]
    Verification,
    #[error("what it says of copies contradicts itself, or what it said before")]
    Copies,
    #[error("its key is of a kind that was not offered")]
    Algorithm,
    #[error("its attestation is none that was asked for")]
    Attestation,
    #[error("the key has not signed it")]
    Signature,
    #[error("its counter went back: there may be a second authenticator with this key")]
    Counter,
}

/// What is expected of an authenticator.
pub(super) struct Ceremony<'c> {
    /// `webauthn.create` or `webauthn.get`.
    pub(super) kind: &'static str,
    /// Who asks, and at which origin.
    pub(super) party: &'c Party,
    /// Whether it must have verified its user, by a finger, a face or a PIN.
    pub(super) verified: bool,
}

/// A new credential.
#[derive(Debug)]
pub(super) struct Created {
    pub(super) credential: Vec<u8>,
    /// Its key, as the authenticator wrote it.
    pub(super) key: Vec<u8>,
    pub(super) may_be_copied: bool,
    pub(super) counter: u32,
}

/// What is known of a credential.
pub(super) struct Known<'k> {
    pub(super) key: &'k [u8],
    pub(super) may_be_copied: bool,
    pub(super) counter: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    top_origin: Option<String>,
}

impl Ceremony<'_> {
    /// The challenge that a browser says it was given (7.1, 5 to 11; 7.2, 9 to 14). Whether it was is for the caller.
    pub(super) fn challenge(&self, client: &[u8]) -> Result<String, Unfit> {
        let said: ClientData = serde_json::from_slice(client).map_err(|_| Unfit::Unreadable)?;
        if said.r#type != self.kind {
            return Err(Unfit::Type);
        }
        if said.origin != self.party.origin {
            return Err(Unfit::Origin);
        }
        if said.cross_origin || said.top_origin.is_some() {
            return Err(Unfit::Embedded);
        }
        Ok(said.challenge)
    }

    /// A new credential (7.1, 12 to 25).
    pub(super) fn created(&self, client: &[u8], attestation: &[u8]) -> Result<Created, Unfit> {
        let object = Cbor::only(attestation).ok_or(Unfit::Unreadable)?;
        let part = |name| object.get(&Cbor::Text(name));
        let said = part("authData").and_then(Cbor::bytes).ok_or(Unfit::Unreadable)?;
        let authenticator = Authenticator::read(said).ok_or(Unfit::Unreadable)?;
        self.judge(&authenticator)?;
        let (credential, written) = authenticator.credential.ok_or(Unfit::Unreadable)?;
        if LONGEST_CREDENTIAL < credential.len() || credential.is_empty() {
            return Err(Unfit::Unreadable);
        }
        let key = Cbor::only(written).ok_or(Unfit::Unreadable)?;
        let key = PublicKey::of(&key).ok_or(Unfit::Algorithm)?;
        let format = part("fmt").and_then(Cbor::text);
        let statement = part("attStmt").ok_or(Unfit::Attestation)?;
        let signed = [said, &Sha256::digest(client)].concat();
        if !attests(format, statement, (&key, &signed)) {
            return Err(Unfit::Attestation);
        }
        Ok(Created {
            credential: credential.to_vec(),
            key: written.to_vec(),
            may_be_copied: authenticator.flags & MAY_BE_COPIED != 0,
            counter: authenticator.counter,
        })
    }

    /// A credential shown again (7.2, 15 to 25). Answers with its counter.
    pub(super) fn shown(
        &self,
        known: &Known<'_>,
        (client, said): (&[u8], &[u8]),
        signature: &[u8],
    ) -> Result<u32, Unfit> {
        let authenticator = Authenticator::read(said).ok_or(Unfit::Unreadable)?;
        self.judge(&authenticator)?;
        if (authenticator.flags & MAY_BE_COPIED != 0) != known.may_be_copied {
            return Err(Unfit::Copies);
        }
        let key = Cbor::only(known.key).ok_or(Unfit::Unreadable)?;
        let key = PublicKey::of(&key).ok_or(Unfit::Algorithm)?;
        if !key.has_signed(&[said, &Sha256::digest(client)].concat(), signature) {
            return Err(Unfit::Signature);
        }
        // an authenticator without a counter always says zero
        let counts = authenticator.counter != 0 || known.counter != 0;
        if counts && authenticator.counter <= known.counter {
            return Err(Unfit::Counter);
        }
        Ok(authenticator.counter)
    }

    /// What both have in common (7.1, 14 to 18; 7.2, 15 to 19).
    fn judge(&self, authenticator: &Authenticator<'_>) -> Result<(), Unfit> {
        let flags = authenticator.flags;
        if authenticator.party != Sha256::digest(self.party.id.as_bytes()).as_slice() {
            return Err(Unfit::Party);
        }
        if flags & PRESENT == 0 {
            return Err(Unfit::Presence);
        }
        if self.verified && flags & VERIFIED == 0 {
            return Err(Unfit::Verification);
        }
        if flags & MAY_BE_COPIED == 0 && flags & IS_COPIED != 0 {
            return Err(Unfit::Copies);
        }
        Ok(())
    }
}

/// No attestation was asked for: there is none, or the new key itself signs (7.1, 21 to 24).
fn attests(format: Option<&str>, statement: &Cbor<'_>, (key, signed): (&PublicKey<'_>, &[u8])) -> bool {
    match (format, statement) {
        (Some("none"), Cbor::Map(statement)) => statement.is_empty(),
        (Some("packed"), Cbor::Map(parts)) if parts.len() == 2 => {
            let algorithm = statement.get(&Cbor::Text("alg")).and_then(Cbor::int);
            let signature = statement.get(&Cbor::Text("sig")).and_then(Cbor::bytes);
            algorithm == Some(key.algorithm())
                && signature.is_some_and(|signature| key.has_signed(signed, signature))
        }
        _ => false,
    }
}

/// What an authenticator says (section 6.1), cut into its parts.
struct Authenticator<'a> {
    party: &'a [u8],
    flags: u8,
    counter: u32,
    /// The id of a new credential and its key.
    credential: Option<(&'a [u8], &'a [u8])>,
}

impl<'a> Authenticator<'a> {
    fn read(said: &'a [u8]) -> Option<Self> {
        let (party, rest) = said.split_at_checked(32)?;
        let (flags, rest) = rest.split_first()?;
        let (counter, mut rest) = rest.split_first_chunk::<4>()?;
        let mut credential = None;
        if flags & HAS_CREDENTIAL != 0 {
            // the model of the authenticator comes first, and says nothing without attestation
            let (_, after) = rest.split_at_checked(16)?;
            let (length, after) = after.split_first_chunk::<2>()?;
            let (id, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
            let (_, left) = Cbor::read(after)?;
            let key = after.get(..after.len() - left.len())?;
            credential = Some((id, key));
            rest = left;
        }
        if flags & HAS_EXTENSIONS != 0 {
            let (extensions, left) = Cbor::read(rest)?;
            if !matches!(extensions, Cbor::Map(_)) {
                return None;
            }
            rest = left;
        }
        rest.is_empty().then_some(Self {
            party,
            flags: *flags,
            counter: u32::from_be_bytes(*counter),
            credential,
        })
    }
}

/// Bytes as browsers send them.
pub(super) fn sent(text: &str) -> Result<Vec<u8>, Unfit> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Unfit::Unreadable)
}

/// Bytes as browsers take them.
pub(super) fn written(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

//! What a leaf commits to, and how it is opened field by field.
//!
//! A record has fields. Each is hidden behind a key of its own, all of them behind a [`Salt`], and the leaf is what
//! comes out: 76 bytes that look alike for whatever was recorded. Whoever has the salt can show any field and keep the
//! others hidden, and show more of them years later, against the same leaf. Whoever destroys salt, keys and contents
//! has erased the record: the leaf stays, and nobody can tell any more what it was, nor test a guess.

mod leaf;
mod opening;

pub use leaf::{LEAF_BYTES, Leaf};
pub use opening::{Opening, OpeningRefusal};

use hmac::{Hmac, KeyInit, Mac};

use crate::hash::Hash;

/// Which field of a record. Applications may add fields above 255; if some records have them and others not, openings
/// (never leaves) tell the two kinds apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u16);

impl FieldId {
    /// What was decided or done, in a word.
    pub const KIND: FieldId = FieldId(1);
    /// The unit that did it.
    pub const UNIT: FieldId = FieldId(2);
    /// The id of the record, 16 bytes, the same in all its versions.
    pub const RECORD: FieldId = FieldId(3);
    /// The version, from 1, in 8 bytes.
    pub const VERSION: FieldId = FieldId(4);
    /// The leaf hash of the version before, 32 bytes, all zero for the first.
    pub const PREVIOUS: FieldId = FieldId(5);
    /// When it was done by the platform's clock, in milliseconds since 1970, in 8 bytes.
    pub const CLAIMED_TIME: FieldId = FieldId(6);
    /// Who may see it.
    pub const VISIBILITY: FieldId = FieldId(7);
    /// SHA-256 of the content in its canonical form, 32 bytes.
    pub const CONTENT_SHA256: FieldId = FieldId(8);
    /// SM3 of the same, 32 bytes.
    pub const CONTENT_SM3: FieldId = FieldId(9);
    /// A digest over the list of attachments, 32 bytes.
    pub const ATTACHMENTS: FieldId = FieldId(10);
    /// A pseudonym of who did it.
    pub const ACTOR: FieldId = FieldId(11);
    /// SHA-256 of the last cosigned checkpoint that was known then, 32 bytes: the record is not older.
    pub const ANCHOR: FieldId = FieldId(12);
    /// The hash of the line of the unit's journal that the record is about, 32 bytes.
    pub const LINE: FieldId = FieldId(13);
}

/// A version of something that was recorded: one for each leaf. Corrections, withdrawals and erasures are records of
/// their own, which name the leaf before; nothing is overwritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// See [`FieldId::KIND`].
    pub kind: String,
    /// See [`FieldId::UNIT`].
    pub unit: String,
    /// See [`FieldId::RECORD`].
    pub id: [u8; 16],
    /// See [`FieldId::VERSION`].
    pub version: u64,
    /// See [`FieldId::PREVIOUS`]; `None` for the first version.
    pub previous: Option<Hash>,
    /// See [`FieldId::CLAIMED_TIME`].
    pub claimed_time: u64,
    /// See [`FieldId::VISIBILITY`].
    pub visibility: String,
    /// See [`FieldId::CONTENT_SHA256`].
    pub content_sha256: Hash,
    /// See [`FieldId::CONTENT_SM3`].
    pub content_sm3: Hash,
    /// See [`FieldId::ATTACHMENTS`].
    pub attachments: Hash,
    /// See [`FieldId::ACTOR`].
    pub actor: Vec<u8>,
    /// See [`FieldId::ANCHOR`].
    pub anchor: Hash,
    /// See [`FieldId::LINE`].
    pub line: Hash,
}

impl Record {
    /// The fields as bytes, in the order of their ids. Numbers have the greater byte first.
    pub fn fields(&self) -> Vec<(FieldId, Vec<u8>)> {
        let previous = self.previous.unwrap_or(Hash([0; 32]));
        vec![
            (FieldId::KIND, self.kind.clone().into_bytes()),
            (FieldId::UNIT, self.unit.clone().into_bytes()),
            (FieldId::RECORD, self.id.to_vec()),
            (FieldId::VERSION, self.version.to_be_bytes().to_vec()),
            (FieldId::PREVIOUS, previous.0.to_vec()),
            (FieldId::CLAIMED_TIME, self.claimed_time.to_be_bytes().to_vec()),
            (FieldId::VISIBILITY, self.visibility.clone().into_bytes()),
            (FieldId::CONTENT_SHA256, self.content_sha256.0.to_vec()),
            (FieldId::CONTENT_SM3, self.content_sm3.0.to_vec()),
            (FieldId::ATTACHMENTS, self.attachments.0.to_vec()),
            (FieldId::ACTOR, self.actor.clone()),
            (FieldId::ANCHOR, self.anchor.0.to_vec()),
            (FieldId::LINE, self.line.0.to_vec()),
        ]
    }
}

/// 32 bytes of chance that hide one version of one record. Drawn by the caller for each version anew from the
/// operating system, and never derived from anything: then destroying them destroys them.
pub struct Salt([u8; 32]);

impl Salt {
    /// The salt from bytes of chance.
    pub fn new(chance: [u8; 32]) -> Salt {
        Salt(chance)
    }

    /// The key that hides one field.
    fn field_key(&self, id: FieldId) -> [u8; 32] {
        self.derive(&[b"gk/field/v1", &id.0.to_be_bytes()])
    }

    /// The key that hides all the fields together.
    fn record_key(&self) -> [u8; 32] {
        self.derive(&[b"gk/record/v1"])
    }

    fn derive(&self, parts: &[&[u8]]) -> [u8; 32] {
        // HMAC fills a short key up to its block with zeros.
        let mut block = [0; 64];
        for (place, byte) in block.iter_mut().zip(self.0) {
            *place = byte;
        }
        let mut mac = Hmac::<sha2::Sha256>::new(&block.into());
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

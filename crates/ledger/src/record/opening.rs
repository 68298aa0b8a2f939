//! Openings: some fields of a record shown, the others only as hashes, so that anybody can compute the leaf.

use thiserror::Error;

use super::{FieldId, Leaf, Record, Salt};
use crate::hash::{HASH_BYTES, Hash, HashFunction, Sha256, Sm3};

const FORMAT: &[u8] = b"gk-opening/v1\0";

/// A record as far as it is shown. What is shown and what is not leads to the same leaf, and to no other.
#[derive(Clone, PartialEq, Eq)]
pub struct Opening {
    record_key: [u8; 32],
    fields: Vec<(FieldId, Field)>,
}

#[derive(Clone, PartialEq, Eq)]
enum Field {
    Shown { key: [u8; 32], value: Vec<u8> },
    Hidden { sha256: Hash, sm3: Hash },
}

/// Why bytes are not an opening, or open nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OpeningRefusal {
    /// Not the bytes of an opening: the wrong start, something missing or something after the end.
    #[error("these bytes are not an opening")]
    Layout,
    /// The fields do not stand in the order of their ids, each once.
    #[error("the fields of an opening stand in the order of their ids, each once")]
    Order,
    /// More than 65,535 fields.
    #[error("a record has at most 65535 fields")]
    TooMany,
    /// It leads to another leaf.
    #[error("this opening is of another leaf")]
    OtherLeaf,
}

impl Opening {
    /// The whole record, shown.
    pub fn of(record: &Record, salt: &Salt) -> Opening {
        let shown = |(id, value)| {
            let key = salt.field_key(id);
            (id, Field::Shown { key, value })
        };
        Opening {
            record_key: salt.record_key(),
            fields: record.fields().into_iter().map(shown).collect(),
        }
    }

    /// The whole of any fields, shown; their ids strictly ascending.
    pub fn of_fields(fields: Vec<(FieldId, Vec<u8>)>, salt: &Salt) -> Result<Opening, OpeningRefusal> {
        let shown = |(id, value)| {
            let key = salt.field_key(id);
            (id, Field::Shown { key, value })
        };
        Opening::checked(salt.record_key(), fields.into_iter().map(shown).collect())
    }

    /// The same, with only these fields shown, as far as they are now. Hidden ones stay hidden.
    pub fn showing(&self, ids: &[FieldId]) -> Opening {
        let narrow = |(id, field): &(FieldId, Field)| {
            let is_kept = ids.contains(id);
            (*id, if is_kept { field.clone() } else { field.hidden(*id) })
        };
        Opening {
            record_key: self.record_key,
            fields: self.fields.iter().map(narrow).collect(),
        }
    }

    /// What a field holds, if it is shown. Trust it only after [`Opening::verify`].
    pub fn value(&self, wanted: FieldId) -> Option<&[u8]> {
        self.fields.iter().find_map(|(id, field)| match field {
            Field::Shown { value, .. } if *id == wanted => Some(value.as_slice()),
            _ => None,
        })
    }

    /// The fields that are shown, in the order of their ids. Trust them as little as [`Opening::value`].
    pub fn shown(&self) -> impl Iterator<Item = (FieldId, &[u8])> {
        self.fields.iter().filter_map(|(id, field)| match field {
            Field::Shown { value, .. } => Some((*id, value.as_slice())),
            Field::Hidden { .. } => None,
        })
    }

    /// The leaf that the record has in the log.
    pub fn leaf(&self) -> Leaf {
        let digests = |(id, field): &(FieldId, Field)| (*id, field.digests(*id));
        let digests: Vec<_> = self.fields.iter().map(digests).collect();
        let by_sha256 = digests.iter().map(|(id, (sha256, _))| (*id, *sha256));
        let by_sm3 = digests.iter().map(|(id, (_, sm3))| (*id, *sm3));
        Leaf {
            sha256: self.commitment::<Sha256>(by_sha256),
            sm3: self.commitment::<Sm3>(by_sm3),
        }
    }

    /// Whether it opens this leaf: both commitments.
    pub fn verify(&self, leaf: &Leaf) -> Result<(), OpeningRefusal> {
        if self.leaf() == *leaf {
            Ok(())
        } else {
            Err(OpeningRefusal::OtherLeaf)
        }
    }

    fn commitment<H: HashFunction>(&self, digests: impl Iterator<Item = (FieldId, Hash)>) -> Hash {
        let mut fields = Vec::new();
        for (id, digest) in digests {
            fields.extend_from_slice(&id.0.to_be_bytes());
            fields.extend_from_slice(digest.as_bytes());
        }
        let record = H::hash(&[&[0x11], &self.count(), &fields]);
        H::hash(&[&[0x12], &self.record_key, record.as_bytes()])
    }

    /// The number of fields in two bytes; there are never more.
    fn count(&self) -> [u8; 2] {
        u16::try_from(self.fields.len()).unwrap_or(u16::MAX).to_be_bytes()
    }

    fn checked(record_key: [u8; 32], fields: Vec<(FieldId, Field)>) -> Result<Opening, OpeningRefusal> {
        if u16::try_from(fields.len()).is_err() {
            return Err(OpeningRefusal::TooMany);
        }
        if fields.is_sorted_by(|(before, _), (after, _)| before < after) {
            Ok(Opening { record_key, fields })
        } else {
            Err(OpeningRefusal::Order)
        }
    }

    /// Reads an opening, and nothing after it.
    pub fn parse(bytes: &[u8]) -> Result<Opening, OpeningRefusal> {
        let mut rest = bytes.strip_prefix(FORMAT).ok_or(OpeningRefusal::Layout)?;
        let record_key = take(&mut rest)?;
        let count = u16::from_be_bytes(take(&mut rest)?);
        let mut fields = Vec::new();
        for _ in 0..count {
            let id = FieldId(u16::from_be_bytes(take(&mut rest)?));
            fields.push((id, Field::take(&mut rest)?));
        }
        if rest.is_empty() {
            Opening::checked(record_key, fields)
        } else {
            Err(OpeningRefusal::Layout)
        }
    }

    /// The bytes that [`Opening::parse`] reads: for the `extra` line of a proof.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = [FORMAT, &self.record_key, &self.count()].concat();
        for (id, field) in &self.fields {
            bytes.extend_from_slice(&id.0.to_be_bytes());
            match field {
                Field::Hidden { sha256, sm3 } => {
                    bytes.extend([&[0], sha256.0.as_slice(), &sm3.0].concat());
                }
                Field::Shown { key, value } => {
                    bytes.extend([&[1], key.as_slice(), &length(value), value].concat());
                }
            }
        }
        bytes
    }
}

impl Field {
    /// By SHA-256 and by SM3.
    fn digests(&self, id: FieldId) -> (Hash, Hash) {
        match self {
            Field::Hidden { sha256, sm3 } => (*sha256, *sm3),
            Field::Shown { key, value } => (digest::<Sha256>(id, key, value), digest::<Sm3>(id, key, value)),
        }
    }

    fn hidden(&self, id: FieldId) -> Field {
        let (sha256, sm3) = self.digests(id);
        Field::Hidden { sha256, sm3 }
    }

    fn take(rest: &mut &[u8]) -> Result<Field, OpeningRefusal> {
        let [is_shown] = take(rest)?;
        match is_shown {
            0 => Ok(Field::Hidden {
                sha256: Hash(take::<HASH_BYTES>(rest)?),
                sm3: Hash(take::<HASH_BYTES>(rest)?),
            }),
            1 => {
                let key = take(rest)?;
                let length = usize::try_from(u64::from_be_bytes(take(rest)?));
                let length = length.map_err(|_| OpeningRefusal::Layout)?;
                let (value, after) = rest.split_at_checked(length).ok_or(OpeningRefusal::Layout)?;
                *rest = after;
                let value = value.to_vec();
                Ok(Field::Shown { key, value })
            }
            _ => Err(OpeningRefusal::Layout),
        }
    }
}

fn digest<H: HashFunction>(id: FieldId, key: &[u8; 32], value: &[u8]) -> Hash {
    H::hash(&[&[0x10], key, &id.0.to_be_bytes(), &length(value), value])
}

/// In eight bytes.
fn length(value: &[u8]) -> [u8; 8] {
    u64::try_from(value.len()).unwrap_or(u64::MAX).to_be_bytes()
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], OpeningRefusal> {
    let (taken, after) = rest.split_first_chunk().ok_or(OpeningRefusal::Layout)?;
    *rest = after;
    Ok(*taken)
}

//! The compact form: the same receipt without its document, in as few bytes as can be read without a library.

use super::text::short_sum;
use super::{Receipt, ReceiptRefusal};
use crate::checkpoint::Checkpoint;
use crate::hash::{HASH_BYTES, Hash};
use crate::note::{KeyId, KeyName, Note, Signature};
use crate::proof::Proof;
use crate::tree::Head;

/// The format and its version.
pub(super) const START: &[u8] = b"gkr\x01";

impl Receipt {
    /// The receipt without its document, in bytes.
    ///
    /// `None` if it has none: its checkpoints have further lines or are of two logs, or something in it is longer than
    /// the lengths before it can say.
    pub fn to_compact(&self) -> Option<Vec<u8>> {
        let checkpoint = Checkpoint::parse(self.proof.note().text()).ok()?;
        let keys = keys_of(std::iter::once(self.proof.note()).chain(&self.earlier));
        let mut bytes = START.to_vec();
        put_short(&mut bytes, checkpoint.origin().as_bytes())?;
        bytes.push(u8::try_from(keys.len()).ok()?);
        for (name, id) in &keys {
            put_short(&mut bytes, name.as_str().as_bytes())?;
            bytes.extend_from_slice(&id.0);
        }
        put_long(&mut bytes, self.proof.extra().unwrap_or_default())?;
        bytes.extend_from_slice(&self.proof.index().to_be_bytes());
        bytes.push(u8::try_from(self.proof.hashes().len()).ok()?);
        bytes.extend(self.proof.hashes().iter().flat_map(|hash| hash.0));
        put_note(&mut bytes, self.proof.note(), checkpoint.origin(), &keys)?;
        bytes.push(u8::from(self.earlier.is_some()));
        if let Some(note) = &self.earlier {
            put_note(&mut bytes, note, checkpoint.origin(), &keys)?;
        }
        let sum = short_sum(&bytes);
        bytes.extend_from_slice(&sum);
        Some(bytes)
    }

    /// Reads the compact form, and nothing before or after it.
    pub fn from_compact(bytes: &[u8]) -> Result<Receipt, ReceiptRefusal> {
        let (before, sum) = bytes
            .split_last_chunk()
            .filter(|_| bytes.starts_with(START))
            .ok_or(ReceiptRefusal::Compact)?;
        if *sum != short_sum(before) {
            return Err(ReceiptRefusal::Damaged);
        }
        let receipt = take_receipt(before).ok_or(ReceiptRefusal::Compact)?;
        // What would be written in another way is another receipt.
        if receipt.to_compact().as_deref() == Some(bytes) {
            Ok(receipt)
        } else {
            Err(ReceiptRefusal::Compact)
        }
    }
}

type Keys = Vec<(KeyName, KeyId)>;

/// Who signed, each once, in the order of the lines.
fn keys_of<'a>(notes: impl Iterator<Item = &'a Note>) -> Keys {
    let mut keys = Keys::new();
    for signature in notes.flat_map(Note::signatures) {
        let key = (signature.name().clone(), signature.id());
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

fn put_note(bytes: &mut Vec<u8>, note: &Note, origin: &str, keys: &Keys) -> Option<()> {
    let checkpoint = Checkpoint::parse(note.text()).ok()?;
    if checkpoint.origin() != origin || !checkpoint.extensions().is_empty() {
        return None;
    }
    let head = checkpoint.head();
    bytes.extend_from_slice(&head.size.to_be_bytes());
    bytes.extend_from_slice(&head.root.0);
    bytes.push(u8::try_from(note.signatures().len()).ok()?);
    for line in note.signatures() {
        let is_by = |(name, id): &(KeyName, KeyId)| (name, *id) == (line.name(), line.id());
        bytes.push(u8::try_from(keys.iter().position(is_by)?).ok()?);
        put_long(bytes, line.bytes())?;
    }
    Some(())
}

/// Behind a length of one byte.
fn put_short(bytes: &mut Vec<u8>, part: &[u8]) -> Option<()> {
    bytes.push(u8::try_from(part.len()).ok()?);
    bytes.extend_from_slice(part);
    Some(())
}

/// Behind a length of two bytes.
fn put_long(bytes: &mut Vec<u8>, part: &[u8]) -> Option<()> {
    bytes.extend_from_slice(&u16::try_from(part.len()).ok()?.to_be_bytes());
    bytes.extend_from_slice(part);
    Some(())
}

fn take_receipt(bytes: &[u8]) -> Option<Receipt> {
    let mut rest = bytes.strip_prefix(START)?;
    let origin = take_short(&mut rest)?;
    let keys: Keys = (0..take_byte(&mut rest)?)
        .map(|_| Some((take_short(&mut rest)?, KeyId(take(&mut rest)?))))
        .collect::<Option<_>>()?;
    let opening = take_long(&mut rest)?;
    let index = u64::from_be_bytes(take(&mut rest)?);
    let hashes: Vec<Hash> = (0..take_byte(&mut rest)?)
        .map(|_| take::<HASH_BYTES>(&mut rest).map(Hash))
        .collect::<Option<_>>()?;
    let note = take_note(&mut rest, &origin, &keys)?;
    let earlier = match take_byte(&mut rest)? {
        0 => None,
        1 => Some(take_note(&mut rest, &origin, &keys)?),
        _ => return None,
    };
    let opening = Some(opening.to_vec()).filter(|opening| !opening.is_empty());
    let receipt = Receipt {
        proof: Proof::new(opening, index, hashes, note).ok()?,
        earlier,
        document: None,
    };
    rest.is_empty().then_some(receipt)
}

fn take_note(rest: &mut &[u8], origin: &KeyName, keys: &Keys) -> Option<Note> {
    let size = u64::from_be_bytes(take(rest)?);
    let root = Hash(take(rest)?);
    let checkpoint = Checkpoint::new(origin, Head { size, root }).ok()?;
    let mut lines = Vec::new();
    for _ in 0..take_byte(rest)? {
        let (name, id) = keys.get(usize::from(take_byte(rest)?))?;
        lines.push(Signature::new(name.clone(), *id, take_long(rest)?.to_vec()));
    }
    Note::new(&checkpoint.to_string(), lines).ok()
}

fn take_short(rest: &mut &[u8]) -> Option<KeyName> {
    let length = usize::from(take_byte(rest)?);
    KeyName::parse(std::str::from_utf8(take_part(rest, length)?).ok()?)
}

fn take_long<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::from(u16::from_be_bytes(take(rest)?));
    take_part(rest, length)
}

fn take_part<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (part, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(part)
}

fn take_byte(rest: &mut &[u8]) -> Option<u8> {
    let [byte] = take(rest)?;
    Some(byte)
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(*taken)
}

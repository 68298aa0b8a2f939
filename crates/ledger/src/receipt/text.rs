//! The text form: sections behind their lengths, and a checksum against accidents.

use super::{Receipt, ReceiptRefusal};
use crate::decimal;
use crate::hash::{Hash, HashFunction, Sha256};
use crate::note::Note;
use crate::proof::Proof;

/// The ending of the file's name.
pub const FILE_ENDING: &str = ".receipt";

/// The greatest length of a document in bytes.
pub const GREATEST_DOCUMENT: usize = 16 * 1024 * 1024;

pub(super) const FIRST_LINE: &[u8] = b"gk-receipt/v1\n";

/// `sum `, a hash in base64, a newline.
const SUM_LINE: usize = 4 + 44 + 1;

impl Receipt {
    /// Reads the text form, and nothing before or after it.
    pub fn parse(bytes: &[u8]) -> Result<Receipt, ReceiptRefusal> {
        let start = bytes.len().checked_sub(SUM_LINE).ok_or(ReceiptRefusal::Damaged)?;
        let (before, sum) = bytes.split_at_checked(start).ok_or(ReceiptRefusal::Damaged)?;
        if sum != sum_line(before) {
            return Err(ReceiptRefusal::Damaged);
        }
        let mut rest = before.strip_prefix(FIRST_LINE).ok_or(ReceiptRefusal::Layout)?;
        let proof = take_section(&mut rest, b"proof ")?.ok_or(ReceiptRefusal::Layout)?;
        let earlier = take_section(&mut rest, b"earlier ")?;
        let document = take_section(&mut rest, b"document ")?;
        let is_short = document.is_none_or(|document| document.len() <= GREATEST_DOCUMENT);
        if !rest.is_empty() || !is_short {
            return Err(ReceiptRefusal::Layout);
        }
        Ok(Receipt {
            proof: Proof::parse(proof)?,
            earlier: earlier
                .map(Note::parse)
                .transpose()
                .map_err(ReceiptRefusal::EarlierNote)?,
            document: document.map(<[u8]>::to_vec),
        })
    }

    /// The text form. A document makes it as binary as the document is.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = FIRST_LINE.to_vec();
        put_section(&mut bytes, "proof", self.proof.to_string().as_bytes());
        if let Some(earlier) = &self.earlier {
            put_section(&mut bytes, "earlier", earlier.to_string().as_bytes());
        }
        if let Some(document) = &self.document {
            put_section(&mut bytes, "document", document);
        }
        let sum = sum_line(&bytes);
        bytes.extend_from_slice(&sum);
        bytes
    }
}

/// Tells accidents apart from lies: whoever lies computes it anew.
fn sum_line(before: &[u8]) -> Vec<u8> {
    format!("sum {}\n", Sha256::hash(&[before])).into_bytes()
}

fn put_section(bytes: &mut Vec<u8>, name: &str, section: &[u8]) {
    bytes.extend_from_slice(format!("{name} {}\n", section.len()).as_bytes());
    bytes.extend_from_slice(section);
    bytes.push(b'\n');
}

/// The section that begins here, if it is the one of this name.
fn take_section<'a>(rest: &mut &'a [u8], start: &[u8]) -> Result<Option<&'a [u8]>, ReceiptRefusal> {
    let Some(section) = rest.strip_prefix(start) else {
        return Ok(None);
    };
    let (section, after) = cut(section).ok_or(ReceiptRefusal::Layout)?;
    *rest = after;
    Ok(Some(section))
}

/// `<length>\n`, as many bytes, a newline.
fn cut(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let length = decimal::parse(std::str::from_utf8(bytes.get(..end)?).ok()?)?;
    let (section, after) = bytes
        .get(end + 1..)?
        .split_at_checked(usize::try_from(length).ok()?)?;
    Some((section, after.strip_prefix(b"\n")?))
}

/// The beginning of the same checksum, for the compact form.
pub(super) fn short_sum(before: &[u8]) -> [u8; 8] {
    let Hash([a, b, c, d, e, f, g, h, ..]) = Sha256::hash(&[before]);
    [a, b, c, d, e, f, g, h]
}

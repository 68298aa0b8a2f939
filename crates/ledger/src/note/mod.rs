//! Signed notes (c2sp.org/signed-note v1.0.0): a text, a blank line, and a line for each signature.
//!
//! What is written here in two ways is refused: base64 has one form (NOTE-11), and a known key signs once (NOTE-12).

mod key;
mod sign;
mod verify;

pub use key::{Algorithm, KeyId, KeyName, KeyRefusal, VerifierKey};
pub(crate) use sign::verifier;
pub use sign::{LogKey, SignRefusal};
pub use verify::{Seal, SealRefusal};

use std::fmt;

use thiserror::Error;

use crate::base64;

/// The greatest number of signature lines that a note may have. C2SP asks for at least 16 (NOTE-9).
pub const MOST_SIGNATURES: usize = 64;

/// The greatest length of a note in bytes (NOTE-9).
pub const GREATEST_NOTE: usize = 256 * 1024;

const EM_DASH: &str = "\u{2014} ";

/// A text with at least one signature line. That it could be read says nothing of whether somebody signed it: see
/// [`Note::verify`]. Prints exactly the bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// A signature line: who says to have signed, and what only the holder of the key could have written (NOTE-5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    name: KeyName,
    id: KeyId,
    bytes: Vec<u8>,
}

/// Why bytes are not a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NoteRefusal {
    /// More bytes or more signature lines than anybody needs (NOTE-9).
    #[error("a note has at most 262144 bytes and 64 signatures")]
    TooLong,
    /// Not UTF-8, or a control character other than the newline (NOTE-2).
    #[error("a note is UTF-8 without control characters other than newlines")]
    Characters,
    /// No blank line, nothing before it, nothing after it, or no newline at the end (NOTE-1, NOTE-3).
    #[error("a note is a text, a blank line, and signature lines, each line with its newline")]
    Layout,
    /// A line after the last blank line is not `— <name> <base64>` (NOTE-1, NOTE-4, NOTE-5, NOTE-11).
    #[error("a signature line is an em dash, a key name, and canonical base64 of five bytes or more")]
    SignatureLine,
}

impl Note {
    /// A note from its parts. The text ends in a newline, and there is at least one signature.
    pub fn new(text: &str, signatures: Vec<Signature>) -> Result<Note, NoteRefusal> {
        let note = Note {
            text: text.to_owned(),
            signatures,
        };
        // What could not be read back is no note.
        Note::parse(note.to_string().as_bytes())
    }

    /// Reads a note, and nothing before or after it.
    pub fn parse(bytes: &[u8]) -> Result<Note, NoteRefusal> {
        if bytes.len() > GREATEST_NOTE {
            return Err(NoteRefusal::TooLong);
        }
        let all = std::str::from_utf8(bytes).map_err(|_| NoteRefusal::Characters)?;
        if all.chars().any(is_forbidden) {
            return Err(NoteRefusal::Characters);
        }
        let blank = all.rfind("\n\n").ok_or(NoteRefusal::Layout)?;
        let (text, rest) = all.split_at_checked(blank + 1).ok_or(NoteRefusal::Layout)?;
        let lines = rest.strip_prefix('\n').and_then(|rest| rest.strip_suffix('\n'));
        let lines: Vec<&str> = lines.ok_or(NoteRefusal::Layout)?.split('\n').collect();
        if lines.len() > MOST_SIGNATURES {
            return Err(NoteRefusal::TooLong);
        }
        let signatures: Option<Vec<Signature>> = lines.into_iter().map(Signature::parse).collect();
        Ok(Note {
            text: text.to_owned(),
            signatures: signatures.ok_or(NoteRefusal::SignatureLine)?,
        })
    }

    /// The same note with further signatures, as a witness gives them.
    pub fn with(mut self, signatures: impl IntoIterator<Item = Signature>) -> Result<Note, NoteRefusal> {
        self.signatures.extend(signatures);
        Note::new(&self.text, self.signatures)
    }

    /// The text that is signed, with the newline at its end.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines, in their order, by known and unknown keys.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }
}

/// Everything below U+0020 but the newline (NOTE-2).
pub(crate) fn is_forbidden(sign: char) -> bool {
    sign < ' ' && sign != '\n'
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures
            .iter()
            .try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl Signature {
    /// What a key made, wherever its secret half lies: in this process, in a card, in another machine. Whether it fits
    /// the text shows [`Note::verify`].
    pub fn by(key: &VerifierKey, bytes: Vec<u8>) -> Signature {
        Signature::new(key.name().clone(), key.id(), bytes)
    }

    /// What a key with this name and id made.
    pub(crate) fn new(name: KeyName, id: KeyId, bytes: Vec<u8>) -> Signature {
        Signature { name, id, bytes }
    }

    /// Reads a signature line without its newline.
    ///
    /// `None` for anything but `— <name> <base64>` with a key id and at least one byte.
    pub fn parse(line: &str) -> Option<Signature> {
        let (name, blob) = line.strip_prefix(EM_DASH)?.split_once(' ')?;
        let blob = base64::decode(blob)?;
        let (id, bytes) = blob.split_first_chunk()?;
        if bytes.is_empty() {
            return None;
        }
        Some(Signature {
            name: KeyName::parse(name)?,
            id: KeyId(*id),
            bytes: bytes.to_vec(),
        })
    }

    /// The name of the key.
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// The id of the key.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// The signature without the id before it, as the algorithm of the key lays it out.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blob = [self.id.0.as_slice(), &self.bytes].concat();
        write!(f, "{EM_DASH}{} {}", self.name, base64::encode(&blob))
    }
}

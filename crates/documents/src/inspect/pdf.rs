//! PDF: the text of every page, and every text string in the file: forms, comments, outlines, properties.

use lopdf::{Dictionary, Document, Object, decode_text_string};

use super::markup::{Piece, walk};
use super::{Gathered, Inspected, Kind, Place, Unfit};

/// One page, and one stream, unpacked.
const MOST_UNPACKED: usize = 32 * 1024 * 1024;
const DEEPEST: usize = 64;
const MOST_PAGES: usize = 2_000;

pub(super) fn inspect(bytes: &[u8]) -> Result<Inspected, Unfit> {
    let document = Document::load_mem(bytes).map_err(|_| Unfit::Damaged)?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Unfit::Locked);
    }
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(Unfit::Damaged);
    }
    if MOST_PAGES < pages.len() {
        return Err(Unfit::Swollen);
    }
    let mut gathered = Gathered::default();
    let mut has_pictures = false;
    for object in document.objects.values() {
        has_pictures |= look(object, &mut gathered, 0)?;
    }
    for number in pages.keys() {
        match document.extract_text_with_limit(&[*number], MOST_UNPACKED) {
            Ok(text) if !text.trim().is_empty() => {
                text.lines().for_each(|line| gathered.add(Place::Body, line))
            }
            // a page without a word is a picture of one, and one that cannot be read must not pass as read
            Ok(_) | Err(_) => has_pictures = true,
        }
    }
    Ok(Inspected {
        kind: Kind::Pdf,
        passages: gathered.done()?,
        has_pictures,
    })
}

/// Text strings of an object and of all in it; says whether it is a picture. What runs or brings files along is
/// refused.
fn look(object: &Object, gathered: &mut Gathered, depth: usize) -> Result<bool, Unfit> {
    if DEEPEST < depth {
        return Err(Unfit::Swollen);
    }
    match object {
        Object::String(..) => {
            if let Ok(text) = decode_text_string(object) {
                gathered.add(Place::Aside, &text);
            }
            Ok(false)
        }
        Object::Array(objects) => {
            for object in objects {
                look(object, gathered, depth + 1)?;
            }
            Ok(false)
        }
        Object::Dictionary(entries) => entries_of(entries, gathered, depth),
        Object::Stream(stream) => {
            if is(&stream.dict, b"Type", b"Metadata") {
                let text = stream.decompressed_content_with_limit(MOST_UNPACKED);
                properties(&text.unwrap_or_else(|_| stream.content.clone()), gathered);
            }
            entries_of(&stream.dict, gathered, depth)?;
            Ok(is(&stream.dict, b"Subtype", b"Image"))
        }
        _ => Ok(false),
    }
}

fn entries_of(entries: &Dictionary, gathered: &mut Gathered, depth: usize) -> Result<bool, Unfit> {
    for (name, value) in entries {
        match name.as_slice() {
            b"JS" | b"JavaScript" | b"Launch" | b"RichMedia" | b"XFA" => return Err(Unfit::Macros),
            b"EF" | b"EmbeddedFiles" | b"EmbeddedFile" => return Err(Unfit::Embedded),
            // letters of a font, ids of the file: no text
            b"ID" | b"FontName" | b"CIDSystemInfo" | b"Lang" => continue,
            _ => {}
        }
        look(value, gathered, depth + 1)?;
    }
    if is(entries, b"S", b"JavaScript") || is(entries, b"S", b"Launch") {
        return Err(Unfit::Macros);
    }
    Ok(false)
}

fn is(entries: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    entries
        .get(key)
        .and_then(Object::as_name)
        .is_ok_and(|found| found == name)
}

/// What the file says about itself, as XML; what is none is looked at as it stands.
fn properties(bytes: &[u8], gathered: &mut Gathered) {
    let mut found = Vec::new();
    let walked = walk(bytes, |piece| {
        if let Piece::Text(text) = piece {
            found.push(text.to_owned());
        }
    });
    if walked.is_err() {
        found.push(String::from_utf8_lossy(bytes).into_owned());
    }
    for text in found {
        gathered.add(Place::Properties, &text);
    }
}

//! XML without surprises: text with its references resolved, no document types, no endless depth, nothing but UTF-8.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::Unfit;

const DEEPEST: usize = 256;

/// What is met on the way through a part.
pub(crate) enum Piece<'p> {
    /// An element begins.
    Opens(&'p Element<'p>),
    /// An element ends.
    Closes(&'p str),
    /// Text, which may come in several pieces.
    Text(&'p str),
}

/// An element as it begins.
pub(crate) struct Element<'e> {
    pub(crate) name: &'e str,
    start: &'e BytesStart<'e>,
}

impl Element<'_> {
    /// The value of an attribute, whatever its prefix.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        self.values()
            .into_iter()
            .find_map(|(key, value)| (key == name).then_some(value))
    }

    /// Every attribute, by its name without the prefix.
    pub(crate) fn values(&self) -> Vec<(String, String)> {
        let mut attributes = self.start.attributes();
        let attributes = attributes.with_checks(false).filter_map(Result::ok);
        attributes
            .map(|attribute| {
                let name = attribute.key.local_name().as_ref().to_owned();
                // what cannot be resolved is looked at as it stands
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                let value = value.unwrap_or_else(|_| attribute.value.clone()).into_owned();
                (name, value)
            })
            .collect()
    }

    /// Whether a switch is on: without a value it is.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.value("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Goes through a part.
pub(crate) fn walk(bytes: &[u8], mut visit: impl FnMut(Piece<'_>)) -> Result<(), Unfit> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unfit::Damaged)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // the other encodings of Unicode look like this
    if text.contains('\0') {
        return Err(Unfit::Damaged);
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Unfit::Damaged)? {
            Event::Start(start) => {
                depth += 1;
                if DEEPEST < depth {
                    return Err(Unfit::Swollen);
                }
                let name = start.local_name();
                visit(Piece::Opens(&Element {
                    name: name.as_ref(),
                    start: &start,
                }));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Piece::Closes(end.local_name().as_ref()));
            }
            Event::Text(text) => visit(Piece::Text(&text.xml10_content())),
            Event::CData(text) => visit(Piece::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().map_err(|_| Unfit::Damaged)? {
                    Some(character) => character,
                    None => predefined(&reference.xml10_content()).ok_or(Unfit::Damaged)?,
                };
                visit(Piece::Text(character.encode_utf8(&mut [0; 4])));
            }
            Event::DocType(_) => return Err(Unfit::Damaged),
            Event::Decl(declaration) => only_utf8(declaration.encoding().and_then(Result::ok).as_deref())?,
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(Unfit::Damaged),
            Event::Empty(_) | Event::Comment(_) | Event::PI(_) => {}
        }
    }
}

fn only_utf8(encoding: Option<&str>) -> Result<(), Unfit> {
    let known = encoding.is_none_or(|name| {
        ["utf-8", "utf8", "us-ascii"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
    });
    if known { Ok(()) } else { Err(Unfit::Damaged) }
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

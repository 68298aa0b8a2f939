//! The parts of an office file that hold no pages: properties, comments of workbooks, drawings, settings, links.

use super::archive::Part;
use super::markup::{Piece, walk};
use super::{Gathered, Place, Unfit};

/// Relations that bring another file along.
const BRINGS: &[&str] = &["oleObject", "package", "control", "aFChunk", "subDocument"];

/// All its text, and what its attributes tell.
pub(super) fn read(part: &Part, gathered: &mut Gathered) -> Result<(), Unfit> {
    let place = place(&part.name);
    let is_relations = part.name.ends_with(".rels");
    let (mut text, mut brings) = (String::new(), false);
    let walked = walk(&part.bytes, |piece| match piece {
        Piece::Opens(element) => {
            for (name, value) in element.values() {
                let kind = value.rsplit('/').next().unwrap_or_default();
                brings |= is_relations && name == "Type" && BRINGS.contains(&kind);
                if tells(&value) {
                    gathered.add(Place::Aside, &value);
                }
            }
        }
        Piece::Text(more) => text.push_str(more),
        // a text may be cut into runs, so only what ends a paragraph, a cell or a property ends it
        Piece::Closes("r" | "t" | "rPr" | "b" | "i" | "font" | "span") => {}
        Piece::Closes(_) => {
            gathered.add(place, &text);
            text.clear();
        }
    });
    match walked {
        // drawings of old are often not well formed, and still text
        Err(Unfit::Damaged) if part.name.ends_with(".vml") => {
            gathered.add(place, &String::from_utf8_lossy(&part.bytes))
        }
        outcome => outcome?,
    }
    if brings { Err(Unfit::Embedded) } else { Ok(()) }
}

fn place(name: &str) -> Place {
    let lower = name.to_ascii_lowercase();
    if lower.contains("comment") {
        Place::Comment
    } else if lower.starts_with("docprops/") {
        Place::Properties
    } else {
        Place::Aside
    }
}

/// Whether an attribute may tell something of somebody: it has a word in it, an address, or many digits. Names of
/// formats and the numbers of drawings do not.
pub(super) fn tells(value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let is_technical =
        value.starts_with("http://schemas") || value.starts_with("urn:") || value.starts_with('{');
    !is_technical && (!value.is_ascii() || value.contains('@') || 8 < digits)
}

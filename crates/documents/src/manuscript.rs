//! A text document as a draft in Markdown: headings, lists, tables and bold words stay; pictures and what is hidden or
//! deleted do not come along.

use std::collections::HashMap;

use crate::inspect::Unfit;
use crate::inspect::archive::{Part, parts};
use crate::inspect::markup::{Element, Piece, walk};

mod page;

use page::Page;

/// A text document read as a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manuscript {
    /// What is formatted as its title.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
    /// How many pictures were left out.
    pub pictures: usize,
}

/// How paragraphs of a style look, as far as a draft keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Look {
    Title,
    /// From 1.
    Heading(usize),
    /// An item of a list, at its first level.
    Item(String),
}

/// Reads a draft from a .docx.
pub fn read(bytes: &[u8]) -> Result<Manuscript, Unfit> {
    if !bytes.starts_with(b"PK") {
        return Err(Unfit::UnknownKind);
    }
    from_parts(&parts(bytes)?)
}

fn from_parts(parts: &[Part]) -> Result<Manuscript, Unfit> {
    let part = |name: &str| parts.iter().find(|part| part.name == name);
    let document = part("word/document.xml").ok_or(Unfit::UnknownKind)?;
    let looks = part("word/styles.xml").map_or(Ok(HashMap::new()), looks)?;
    let numbered = part("word/numbering.xml").map_or(Ok(HashMap::new()), numbered)?;
    let mut page = Page::new(&looks, &numbered);
    walk(&document.bytes, |piece| page.piece(&piece))?;
    Ok(page.done())
}

/// The styles that are titles or headings, whatever language their ids are in.
fn looks(part: &Part) -> Result<HashMap<String, Look>, Unfit> {
    let (mut looks, mut style) = (HashMap::new(), String::new());
    walk(&part.bytes, |piece| {
        let Piece::Opens(element) = piece else { return };
        match element.name {
            "style" => style = element.value("styleId").unwrap_or_default(),
            "name" => {
                if let Some(look) = element.value("val").and_then(|name| look(&name)) {
                    looks.insert(style.clone(), look);
                }
            }
            "numId" => {
                let list = Look::Item(element.value("val").unwrap_or_default());
                looks.entry(style.clone()).or_insert(list);
            }
            _ => {}
        }
    })?;
    Ok(looks)
}

fn look(name: &str) -> Option<Look> {
    let name = name.to_lowercase();
    if matches!(name.as_str(), "title" | "标题") {
        return Some(Look::Title);
    }
    let level = name
        .strip_prefix("heading")
        .or_else(|| name.strip_prefix("标题"))?;
    Some(Look::Heading(level.trim().parse().ok()?))
}

/// Whether a level of a list counts, or has a sign before each item.
fn numbered(part: &Part) -> Result<HashMap<(String, String), bool>, Unfit> {
    let (mut formats, mut lists) = (HashMap::new(), HashMap::new());
    let (mut definition, mut level, mut list) = (String::new(), String::new(), String::new());
    let value = |element: &Element<'_>, name: &str| element.value(name).unwrap_or_default();
    walk(&part.bytes, |piece| {
        let Piece::Opens(element) = piece else { return };
        match element.name {
            "abstractNum" => definition = value(element, "abstractNumId"),
            "lvl" => level = value(element, "ilvl"),
            "numFmt" => {
                let counts = !matches!(element.value("val").as_deref(), Some("bullet" | "none"));
                formats.insert((definition.clone(), level.clone()), counts);
            }
            "num" => list = value(element, "numId"),
            "abstractNumId" => {
                lists.insert(list.clone(), value(element, "val"));
            }
            _ => {}
        }
    })?;
    let of_lists = lists.iter().flat_map(|(list, definition)| {
        let of_list = formats.iter().filter(move |((of, _), _)| of == definition);
        of_list.map(move |((_, level), counts)| ((list.clone(), level.clone()), *counts))
    });
    Ok(of_lists.collect())
}

use std::collections::HashSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Unfit;

const MOST_PARTS: usize = 2_000;
const MOST_UNPACKED: u64 = 48 * 1024 * 1024;

/// One part of an office file, unpacked. Of pictures and fonts only the name is kept.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl Part {
    pub(crate) fn is_markup(&self) -> bool {
        matches!(ending(&self.name), "xml" | "rels" | "vml" | "svg")
    }

    pub(crate) fn is_picture(&self) -> bool {
        is_picture(&self.name) && !self.name.contains("thumbnail")
    }
}

/// Every part. Sizes are found by unpacking, not by believing what the file declares.
pub(crate) fn parts(bytes: &[u8]) -> Result<Vec<Part>, Unfit> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unfit::Damaged)?;
    if MOST_PARTS < archive.len() {
        return Err(Unfit::Swollen);
    }
    let (mut left, mut names, mut parts) = (MOST_UNPACKED, HashSet::new(), Vec::new());
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| Unfit::Damaged)?;
        let name = entry.name().map_err(|_| Unfit::Damaged)?.into_owned();
        if entry.encrypted() {
            return Err(Unfit::Locked);
        }
        drop(entry);
        if is_elsewhere(&name) {
            return Err(Unfit::PathInside);
        }
        if name.ends_with('/') {
            continue;
        }
        // two parts of one name: which one a program opens, nobody knows
        if !names.insert(name.to_ascii_lowercase()) {
            return Err(Unfit::Damaged);
        }
        let keeps = fit(&name)?;
        let entry = archive.by_index(index).map_err(|_| Unfit::Damaged)?;
        let mut bytes = Vec::new();
        let size = entry
            .take(left + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Unfit::Damaged)?;
        left = u64::try_from(size)
            .ok()
            .and_then(|size| left.checked_sub(size))
            .ok_or(Unfit::Swollen)?;
        if !keeps {
            bytes = Vec::new();
        }
        parts.push(Part { name, bytes });
    }
    Ok(parts)
}

fn is_elsewhere(name: &str) -> bool {
    name.starts_with('/') || name.contains(['\\', ':', '\0']) || name.split('/').any(|step| step == "..")
}

/// Whether a part is to be read; a part that nobody can look through is refused.
fn fit(name: &str) -> Result<bool, Unfit> {
    let lower = name.to_ascii_lowercase();
    if lower.contains("vbaproject") || lower.contains("activex") || lower.contains("macrosheets") {
        return Err(Unfit::Macros);
    }
    match ending(name) {
        _ if lower.contains("/embeddings/") => Err(Unfit::Embedded),
        "xml" | "rels" | "vml" | "svg" => Ok(true),
        "odttf" | "ttf" | "fntdata" => Ok(false),
        "bin" if lower.contains("printersettings") => Ok(false),
        _ if is_picture(name) => Ok(false),
        _ => Err(Unfit::Embedded),
    }
}

fn is_picture(name: &str) -> bool {
    matches!(
        ending(name),
        "png" | "jpg" | "jpeg" | "gif" | "bmp" | "tif" | "tiff" | "emf" | "wmf" | "svg" | "jfif"
    )
}

/// The ending of a name as it is usually written; anything else is not known.
fn ending(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or("", |(_, ending)| ending)
}
